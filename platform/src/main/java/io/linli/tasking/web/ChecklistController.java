package io.linli.tasking.web;

import io.linli.identity.Caller;
import io.linli.tasking.Checklist;
import io.linli.tasking.Checklists;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What to look at on the spot, as data. */
@RestController
@RequestMapping(path = "/api/checklists", version = "1+")
class ChecklistController {

    private static final String LINE = "\\P{Cntrl}*";
    private static final String CODE = "[A-Z0-9_]{2,40}";

    private final Checklists checklists;

    ChecklistController(Checklists checklists) {
        this.checklists = checklists;
    }

    @Operation(summary = "List the checklists, each in its newest version")
    @GetMapping
    Lists checklists() {
        return new Lists(checklists.all());
    }

    @Operation(
            summary = "Write the next version of a checklist, or a new one",
            description = "Tasks that were given out keep the version that they were given out with.")
    @PutMapping("/{code}")
    @PreAuthorize("hasAuthority('tasking:checklists')")
    Checklist saveChecklist(
            Caller caller, @PathVariable @Pattern(regexp = CODE) String code, @RequestBody @Valid Content content) {
        return checklists.save(
                code,
                content.basedOn(),
                content.name().strip(),
                content.category(),
                content.lines().stream().map(Line::line).toList(),
                caller);
    }

    record Lists(List<Checklist> items) {}

    record Content(
            @Min(0) @Max(100_000) int basedOn,

            @NotBlank @Size(min = 2, max = 100) @Pattern(regexp = LINE)
            String name,

            @Nullable @Pattern(regexp = "(\\d{2}){1,3}") String category,
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Line> lines) {}

    record Line(
            @NotNull @Pattern(regexp = "[a-z][a-zA-Z0-9]{0,39}")
            String key,

            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String chinese,

            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String english,

            @NotNull Checklist.Type type,
            boolean required) {

        Checklist.Line line() {
            return new Checklist.Line(key, chinese.strip(), english.strip(), type, required);
        }
    }
}
