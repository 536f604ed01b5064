package io.linli.residents.web;

import io.linli.identity.Caller;
import io.linli.identity.Role;
import io.linli.problem.InvalidAs;
import io.linli.residents.TagKinds;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The dictionary of marks on people. */
@RestController
@RequestMapping(path = "/api/residents/tag-kinds", version = "1+")
@PreAuthorize("hasAuthority('residents:dictionaries')")
@InvalidAs("RESIDENT_DATA_INVALID")
class TagKindController {

    private static final String PLAIN = "\\P{Cntrl}*";

    private final TagKinds kinds;

    TagKindController(TagKinds kinds) {
        this.kinds = kinds;
    }

    @Operation(summary = "List all kinds of marks with their legal basis and who may set and see them, ended ones too")
    @GetMapping
    Kinds allTagKinds() {
        return new Kinds(kinds.all());
    }

    @Operation(summary = "List who changed the kinds of marks, and why")
    @GetMapping("/changes")
    Changes tagKindChanges() {
        return new Changes(kinds.changes());
    }

    @Operation(summary = "Add a kind of mark")
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addTagKind(Caller caller, @RequestBody @Valid NewKind kind) {
        kinds.add(
                kind.code(),
                kind.chinese().strip(),
                kind.english().strip(),
                kind.basis().strip(),
                kind.setters(),
                kind.seers(),
                kind.reason().strip(),
                caller);
    }

    @Operation(summary = "Say on which law a kind of mark rests")
    @PostMapping("/{code}/basis")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void baseTagKind(Caller caller, @PathVariable String code, @RequestBody @Valid Basis basis) {
        kinds.base(code, basis.basis().strip(), basis.reason().strip(), caller);
    }

    @Operation(summary = "End a kind of mark; marks that were set hold until their day")
    @PostMapping("/{code}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endTagKind(Caller caller, @PathVariable String code, @RequestBody @Valid Ending ending) {
        kinds.end(code, ending.reason().strip(), caller);
    }

    record Kinds(List<TagKinds.Kind> items) {}

    record Changes(List<TagKinds.Change> items) {}

    record NewKind(
            @NotNull @Pattern(regexp = "[A-Z][A-Z_]{1,39}") String code,

            @NotBlank @Size(max = 30) @Pattern(regexp = PLAIN)
            String chinese,

            @NotBlank @Size(max = 60) @Pattern(regexp = PLAIN)
            String english,

            @NotBlank @Size(max = 200) @Pattern(regexp = PLAIN)
            String basis,

            @NotEmpty @Size(max = 10) Set<@NotNull Role> setters,
            @NotEmpty @Size(max = 10) Set<@NotNull Role> seers,

            @NotBlank @Size(max = 500) @Pattern(regexp = PLAIN)
            String reason) {}

    record Basis(
            @NotBlank @Size(max = 200) @Pattern(regexp = PLAIN)
            String basis,

            @NotBlank @Size(max = 500) @Pattern(regexp = PLAIN)
            String reason) {}

    record Ending(
            @NotBlank @Size(max = 500) @Pattern(regexp = PLAIN)
            String reason) {}
}
