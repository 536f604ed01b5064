package io.linli.workforce.web;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.workforce.MatrixView;
import io.linli.workforce.Responsibilities;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is accountable for which kind of matter on each level. */
@RestController
@RequestMapping(path = "/api/workforce/matrix", version = "1+")
class MatrixController {

    private static final String MATTER = "[0-9A-Z.-]{1,20}";

    private final Responsibilities responsibilities;

    MatrixController(Responsibilities responsibilities) {
        this.responsibilities = responsibilities;
    }

    @Operation(summary = "Read the responsibility matrix with its gaps, doubles and vacant posts")
    @GetMapping
    @PreAuthorize("hasAuthority('workforce:read')")
    MatrixView responsibilityMatrix() {
        return responsibilities.view();
    }

    @Operation(summary = "Tell who is accountable for a kind of matter at an area, level by level")
    @GetMapping("/accountable")
    @PreAuthorize("hasAuthority('workforce:read')")
    List<MatrixView.Node> accountableNodes(
            @RequestParam AreaCode area,
            @RequestParam(required = false) @Pattern(regexp = MATTER) @Nullable String matter) {
        return responsibilities.accountable(area, matter);
    }

    @Operation(summary = "End lines of the responsibility matrix and write others, all or none")
    @PutMapping
    @PreAuthorize("hasAuthority('workforce:manage')")
    MatrixView saveResponsibilities(@RequestBody @Valid Change change, Caller caller) {
        return responsibilities.save(
                change.add() == null
                        ? List.of()
                        : change.add().stream().map(Line::draft).toList(),
                change.end() == null ? List.of() : change.end(),
                caller);
    }

    record Change(
            @Nullable @Size(max = 500) List<@NotNull @Valid Line> add,
            @Nullable @Size(max = 500) List<@NotNull UUID> end) {}

    record Line(
            @NotNull AreaCode area,
            @Nullable @Pattern(regexp = MATTER) String matter,
            @NotNull AreaLevel level,
            @Nullable Role role,
            @Nullable OrgUnitId unit) {

        Responsibilities.Draft draft() {
            return new Responsibilities.Draft(area, matter, level, role, unit);
        }
    }
}
