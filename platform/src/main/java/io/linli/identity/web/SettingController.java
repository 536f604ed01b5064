package io.linli.identity.web;

import io.linli.identity.Caller;
import io.linli.identity.SettingDesk;
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

/** Settings that are changed while the server runs, for administrators. */
@RestController
@RequestMapping(path = "/api/settings", version = "1+")
class SettingController {

    private final SettingDesk desk;

    SettingController(SettingDesk desk) {
        this.desk = desk;
    }

    @Operation(summary = "List the settings that can be changed while the server runs")
    @GetMapping
    @PreAuthorize("hasAuthority('identity:manage')")
    List<SettingDesk.Setting> settings(Locale language) {
        return desk.all(language);
    }

    @Operation(summary = "List who changed settings, newest first")
    @GetMapping("/changes")
    @PreAuthorize("hasAuthority('identity:manage')")
    List<SettingDesk.Change> settingChanges(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size, Locale language) {
        return desk.changes(size, language);
    }

    @Operation(summary = "Change a setting, or go back to what is usual")
    @PutMapping("/{name}")
    @PreAuthorize("hasAuthority('identity:manage')")
    List<SettingDesk.Setting> changeSetting(
            @PathVariable @Size(max = 100) String name,
            @RequestBody @Valid Changed changed,
            Caller caller,
            Locale language) {
        desk.change(caller, name, changed.value(), changed.reason().strip());
        return desk.all(language);
    }

    /** @param value absent: as the settings of the process say */
    record Changed(
            @Nullable Long value,

            @NotBlank @Size(min = 2, max = 200) @Pattern(regexp = "\\P{Cntrl}*")
            String reason) {}
}
