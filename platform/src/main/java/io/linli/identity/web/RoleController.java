package io.linli.identity.web;

import io.linli.identity.Caller;
import io.linli.identity.Role;
import io.linli.identity.RoleDesk;
import io.linli.identity.RoleTemplates;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What each role may do, for administrators. */
@RestController
@RequestMapping(path = "/api/roles", version = "1+")
class RoleController {

    private final RoleDesk desk;
    private final RoleTemplates templates;

    RoleController(RoleDesk desk, RoleTemplates templates) {
        this.desk = desk;
        this.templates = templates;
    }

    @Operation(summary = "List every role with what it may do")
    @GetMapping
    @PreAuthorize("hasAuthority('identity:manage')")
    List<RoleDesk.RoleView> roles(Locale language) {
        return desk.roles(language);
    }

    @Operation(summary = "List the role of each level of the ground with what it is for, may do, and finds in its menu")
    @GetMapping("/templates")
    @PreAuthorize("hasAuthority('identity:manage')")
    List<RoleTemplates.Template> templates(Locale language) {
        return templates.all(language);
    }

    @Operation(summary = "List who changed what roles may do, newest first")
    @GetMapping("/changes")
    @PreAuthorize("hasAuthority('identity:manage')")
    List<RoleDesk.Change> changes(@RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return desk.changes(size);
    }

    @Operation(summary = "Let a role do something or not, or go back to what is usual")
    @PutMapping("/{role}/permissions/{permission}")
    @PreAuthorize("hasAuthority('identity:manage')")
    List<RoleDesk.RoleView> change(
            @PathVariable Role role,
            @PathVariable @Size(max = 100) String permission,
            @RequestBody @Valid Granting granting,
            Caller caller,
            Locale language) {
        desk.change(
                caller, role, permission, granting.granted(), granting.reason().strip());
        return desk.roles(language);
    }

    /** @param granted absent: as the module that owns it says */
    record Granting(
            @Nullable Boolean granted,

            @NotBlank @Size(min = 2, max = 200) @Pattern(regexp = "\\P{Cntrl}*")
            String reason) {}
}
