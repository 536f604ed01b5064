package io.linli.incident.web;

import io.linli.calendar.SlaClock;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.incident.CategoryDefinition;
import io.linli.incident.CategoryDesk;
import io.linli.incident.CategoryExport;
import io.linli.incident.Route;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The kinds of matters, for those who keep them. */
@RestController
@RequestMapping(path = "/api/categories", version = "1+")
@PreAuthorize("hasAuthority('incident:categories')")
class CategoryController {

    private static final String CODE = "(\\d{2}){1,3}";
    private static final String LINE = "\\P{Cntrl}*";

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final CategoryDesk desk;
    private final CategoryExport export;

    CategoryController(CategoryDesk desk, CategoryExport export) {
        this.desk = desk;
        this.export = export;
    }

    @Operation(
            summary = "Fetch all kinds of matters as a spreadsheet",
            description = "With what is said of each now; what nobody has said is empty.")
    @GetMapping(path = "/export", produces = XLSX)
    void export(Caller caller, HttpServletResponse response) throws IOException {
        response.setContentType(XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"categories.xlsx\"");
        export.write(caller, response.getOutputStream());
    }

    @Operation(summary = "List the kinds of matters with what is confirmed of each")
    @GetMapping
    List<CategoryDesk.Item> all() {
        return desk.all();
    }

    @Operation(summary = "Read one kind of matter with all its versions, and the templates that fit it")
    @GetMapping("/{code}")
    CategoryDesk.View find(@PathVariable @Pattern(regexp = CODE) String code) {
        return desk.find(code);
    }

    @Operation(summary = "Add a kind of matter, as a draft")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CategoryDesk.View add(Caller caller, @RequestBody @Valid NewCategory added) {
        return desk.add(added.parent(), added.definition().definition(), caller);
    }

    @Operation(summary = "Draft the next version of a kind of matter")
    @PutMapping("/{code}/draft")
    CategoryDesk.View draft(
            Caller caller, @PathVariable @Pattern(regexp = CODE) String code, @RequestBody @Valid Draft draft) {
        return desk.draft(code, draft.definition().definition(), draft.basedOn(), caller);
    }

    @Operation(summary = "Drop the draft of a kind of matter")
    @DeleteMapping("/{code}/draft")
    CategoryDesk.View drop(@PathVariable @Pattern(regexp = CODE) String code) {
        return desk.dropDraft(code);
    }

    @Operation(
            summary = "Publish the draft of a kind of matter",
            description =
                    "From now on or from a later time; what was filed before keeps the version it was filed under.")
    @PostMapping("/{code}/publish")
    CategoryDesk.View publish(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String code,
            @RequestBody(required = false) @Valid @Nullable Publication publication) {
        return desk.publish(code, publication == null ? null : publication.effectiveFrom(), caller);
    }

    @Operation(summary = "Close a kind of matter: nothing new is of that kind any more")
    @PostMapping("/{code}/close")
    CategoryDesk.View close(
            Caller caller, @PathVariable @Pattern(regexp = CODE) String code, @RequestBody @Valid Closing closing) {
        return desk.close(code, closing.reason().strip(), caller);
    }

    @Operation(summary = "Open a kind of matter again")
    @PostMapping("/{code}/reopen")
    CategoryDesk.View reopen(@PathVariable @Pattern(regexp = CODE) String code) {
        return desk.reopen(code);
    }

    @Operation(
            summary = "Delete a kind of matter that was never published",
            description = "One that was in force is closed, never deleted.")
    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable @Pattern(regexp = CODE) String code) {
        desk.delete(code);
    }

    record NewCategory(
            @Nullable @Pattern(regexp = CODE) String parent,
            @NotNull @Valid Content definition) {}

    record Draft(
            @NotNull @Valid Content definition,
            @Min(1) @Max(1_000_000) int basedOn) {}

    record Publication(@Nullable Instant effectiveFrom) {}

    record Closing(
            @NotBlank @Size(min = 2, max = 500) @Pattern(regexp = LINE)
            String reason) {}

    record StageContent(
            @Nullable @Size(max = 30) @Pattern(regexp = LINE)
            String name,

            @Min(1) @Max(10_000) int amount,
            @NotNull SlaClock clock) {

        CategoryDefinition.Stage stage() {
            return new CategoryDefinition.Stage(blankIsNone(name), amount, clock);
        }
    }

    /** What is said of a kind of matter; what nobody has said is left out. */
    record Content(
            @NotBlank @Size(max = 50) @Pattern(regexp = LINE)
            String name,

            @Nullable @Size(max = 100) List<@NotBlank @Size(min = 2, max = 20) @Pattern(regexp = LINE) String> words,
            @Nullable @Size(max = 1_000) String filing,
            @Nullable @Size(max = 1_000) String closing,
            @Nullable Route route,
            @Nullable OrgUnitId lead,
            @Nullable @Size(max = 20) List<@NotNull OrgUnitId> assisting,
            @Nullable Boolean beforePhoto,
            @Nullable Boolean afterPhoto,
            @Nullable Boolean onSite,
            @Nullable @Size(max = 10) List<@NotNull @Valid StageContent> stages,
            @Nullable Boolean urgent,
            @Nullable @Size(max = 2_000) String rule,
            @Nullable @Size(max = 500) String source,
            @Nullable Boolean confirmed,
            @Nullable Boolean workItem) {

        CategoryDefinition definition() {
            return new CategoryDefinition(
                    name.strip(),
                    words == null
                            ? List.of()
                            : words.stream().map(String::strip).distinct().toList(),
                    blankIsNone(filing),
                    blankIsNone(closing),
                    route,
                    lead,
                    assisting == null
                            ? List.of()
                            : assisting.stream().distinct().toList(),
                    new CategoryDefinition.Evidence(isSo(beforePhoto), isSo(afterPhoto), isSo(onSite)),
                    stages == null
                            ? List.of()
                            : stages.stream().map(StageContent::stage).toList(),
                    isSo(urgent),
                    blankIsNone(rule),
                    blankIsNone(source),
                    isSo(confirmed),
                    isSo(workItem));
        }
    }

    private static boolean isSo(@Nullable Boolean said) {
        return Boolean.TRUE.equals(said);
    }

    private static @Nullable String blankIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
