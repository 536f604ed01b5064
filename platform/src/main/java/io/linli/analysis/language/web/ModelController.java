package io.linli.analysis.language.web;

import io.linli.analysis.language.HotDesk;
import io.linli.analysis.language.ModelDesk;
import io.linli.analysis.language.Run;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How the model does, learning anew, and what many speak of. */
@RestController
@RequestMapping(path = "/api/analysis", version = "1+")
@InvalidAs("RUN_DATA_INVALID")
class ModelController {

    private static final List<Shown<HotDesk.Issue>> ISSUE = List.of(
            new Shown<>("rank", HotDesk.Issue::rank),
            new Shown<>("place", HotDesk.Issue::place),
            new Shown<>("matter", HotDesk.Issue::matter),
            new Shown<>("heat", issue -> BigDecimal.valueOf(issue.heat()).setScale(1, RoundingMode.HALF_UP)),
            new Shown<>("from", day(days -> days.stream().min(Comparator.comparing(HotDesk.Day::day)))),
            new Shown<>("to", day(days -> days.stream().max(Comparator.comparing(HotDesk.Day::day)))),
            new Shown<>("peak", day(days -> days.stream().max(Comparator.comparing(HotDesk.Day::reports)))),
            new Shown<>("reports", issue -> issue.members().size()),
            new Shown<>(
                    "members",
                    issue ->
                            issue.members().stream().map(HotDesk.Member::number).toList()));

    private final ModelDesk models;
    private final HotDesk hot;
    private final ListSheets sheets;

    ModelController(ModelDesk models, HotDesk hot, ListSheets sheets) {
        this.models = models;
        this.hot = hot;
        this.sheets = sheets;
    }

    private static Function<HotDesk.Issue, @Nullable Object> day(
            Function<List<HotDesk.Day>, Optional<HotDesk.Day>> which) {
        return issue -> which.apply(issue.rose()).map(HotDesk.Day::day).orElse(null);
    }

    @Operation(
            summary = "See how the model does: its card, what people put right, what it learned from, drift by week",
            description = "Groups of fewer than five are not told.")
    @GetMapping("/model/state")
    @PreAuthorize("hasAuthority('analysis:detectors')")
    ModelDesk.State state() {
        return models.state();
    }

    @Operation(
            summary = "Learn a model anew from what was closed and put right here",
            description =
                    "It is compared with the model in use on texts that it did not learn from, and taken only when it is"
                            + " not worse beyond what chance makes and knows the same kinds.")
    @PostMapping("/model/trainings")
    @PreAuthorize("hasAuthority('analysis:tune')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Run train(Caller caller, @RequestBody @Valid Asked asked) {
        return models.train(caller, asked.reason().strip());
    }

    @Operation(summary = "Compare what was reported in the last eight weeks with what the model learned from")
    @PostMapping("/model/drift")
    @PreAuthorize("hasAuthority('analysis:tune')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Run look(Caller caller, @RequestBody @Valid Asked asked) {
        return models.look(caller, asked.reason().strip());
    }

    @Operation(
            summary = "List what many reports of the last 30 days speak of, the hottest first",
            description =
                    "Kept up within minutes for each county and each street: at says of when it is. Of the area, or of"
                            + " the caller's own ground; of issues all of whose reports the caller may see.")
    @GetMapping("/hot")
    @PreAuthorize("hasAuthority('analysis:read')")
    HotDesk.Hot hot(Caller caller, @RequestParam(required = false) @Nullable AreaCode area) {
        return hot.hot(caller, area);
    }

    @Operation(summary = "Fetch the same issues as a workbook")
    @GetMapping("/hot/export")
    @PreAuthorize("hasAuthority('analysis:read')")
    void exportHot(Caller caller, @RequestParam(required = false) @Nullable AreaCode area, HttpServletResponse response)
            throws IOException {
        sheets.write(
                "hot",
                List.of(new Narrowed("area", area)),
                ISSUE,
                place -> new Part<>(hot.hot(caller, area).items(), null),
                caller.name(),
                response);
    }

    @Operation(
            summary = "List what many reports of other times speak of, as somebody asked for it last",
            description = "Of the whole ground; of issues all of whose reports the caller may see.")
    @GetMapping("/hot/asked")
    @PreAuthorize("hasAuthority('analysis:read')")
    HotDesk.Hot hotAsked(Caller caller) {
        return hot.asked(caller);
    }

    @Operation(summary = "Fetch the issues of other times as a workbook")
    @GetMapping("/hot/asked/export")
    @PreAuthorize("hasAuthority('analysis:read')")
    void exportHotAsked(Caller caller, HttpServletResponse response) throws IOException {
        sheets.write(
                "hot",
                List.of(new Narrowed("asked", true)),
                ISSUE,
                place -> new Part<>(hot.asked(caller).items(), null),
                caller.name(),
                response);
    }

    @Operation(summary = "Reckon anew what many reports of the last days speak of")
    @PostMapping("/hot")
    @PreAuthorize("hasAuthority('analysis:tune')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Run reckon(Caller caller, @RequestBody @Valid Window asked) {
        return hot.reckon(caller, asked.days(), asked.reason().strip());
    }

    record Asked(@NotBlank @Size(max = 500) String reason) {}

    record Window(
            @Min(7) @Max(180) int days,
            @NotBlank @Size(max = 500) String reason) {}
}
