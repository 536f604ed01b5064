package io.linli.tasking.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.identity.Caller;
import io.linli.residents.HomeId;
import io.linli.settings.Idempotency;
import io.linli.settings.PhoneClock;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.tasking.Survey;
import io.linli.tasking.SurveyShare;
import io.linli.tasking.SurveySlips;
import io.linli.tasking.Surveys;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Household surveys. */
@RestController
@RequestMapping(path = "/api/surveys", version = "1+")
class SurveyController {

    private static final String LINE = "\\P{Cntrl}*";

    private static final List<Shown<Line>> FOUND = List.of(
            new Shown<>("what", Line::what),
            new Shown<>("name", Line::name),
            new Shown<>("answer", Line::answer),
            new Shown<>("count", Line::count),
            new Shown<>("percent", Line.of(SurveyShare::percent)),
            new Shown<>("low", Line.of(SurveyShare::low)),
            new Shown<>("high", Line.of(SurveyShare::high)));

    private final Surveys surveys;
    private final SurveySlips slips;
    private final ListSheets sheets;
    private final Idempotency idempotency;

    SurveyController(Surveys surveys, SurveySlips slips, ListSheets sheets, Idempotency idempotency) {
        this.surveys = surveys;
        this.slips = slips;
        this.sheets = sheets;
        this.idempotency = idempotency;
    }

    @Operation(summary = "List the surveys of the caller's ground")
    @GetMapping
    @PreAuthorize("hasAnyAuthority('tasking:survey', 'tasking:ask')")
    All surveys(Caller caller, @RequestParam(defaultValue = "false") boolean open) {
        return new All(surveys.list(open, caller));
    }

    @Operation(summary = "Read one survey with its questions")
    @GetMapping("/{id}")
    @PreAuthorize("hasAnyAuthority('tasking:survey', 'tasking:ask')")
    Survey survey(@PathVariable UUID id) {
        return surveys.find(id);
    }

    @Operation(summary = "Draft a survey")
    @PostMapping
    @PreAuthorize("hasAuthority('tasking:survey')")
    @ResponseStatus(HttpStatus.CREATED)
    Survey draftSurvey(Caller caller, @RequestBody @Valid NewSurvey survey) {
        return surveys.draft(
                survey.kind() == null ? Survey.Kind.HOUSEHOLD : survey.kind(),
                survey.title().strip(),
                survey.area(),
                questions(survey.questions()),
                caller);
    }

    @Operation(summary = "Write the questions anew; of a survey that is being asked, as its next version")
    @PutMapping("/{id}/questions")
    @PreAuthorize("hasAuthority('tasking:survey')")
    Survey reviseSurvey(Caller caller, @PathVariable UUID id, @RequestBody @Valid Questions revised) {
        return surveys.revise(id, questions(revised.questions()), caller);
    }

    @Operation(summary = "Begin to ask")
    @PostMapping("/{id}/open")
    @PreAuthorize("hasAuthority('tasking:survey')")
    Survey openSurvey(Caller caller, @PathVariable UUID id) {
        return surveys.open(id, caller);
    }

    @Operation(summary = "Ask no more")
    @PostMapping("/{id}/close")
    @PreAuthorize("hasAuthority('tasking:survey')")
    Survey closeSurvey(Caller caller, @PathVariable UUID id) {
        return surveys.close(id, caller);
    }

    @Operation(
            summary = "Take down what a home says, once for each home",
            description = "That a home was asked and what it said are kept apart, without a link and without a time.")
    @PostMapping("/{id}/answers")
    @PreAuthorize("hasAuthority('tasking:ask')")
    @ResponseStatus(HttpStatus.CREATED)
    Taken answerSurvey(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Answers answers) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, answers);
        return new Taken(surveys.answer(id, answers.home(), answers.version(), answers.answers(), caller, attempt));
    }

    @Operation(
            summary = "Read what a survey found",
            description = "Nothing is told of fewer than five homes, and nothing that can be found by subtracting.")
    @GetMapping("/{id}/statistics")
    @PreAuthorize("hasAuthority('tasking:survey')")
    Surveys.Statistics surveyStatistics(Caller caller, @PathVariable UUID id) {
        return surveys.statistics(id, caller);
    }

    @Operation(
            summary = "Fetch what a survey found as a workbook",
            description = "As it is told on the page: nothing of fewer than five homes.")
    @GetMapping("/{id}/statistics/export")
    @PreAuthorize("hasAuthority('tasking:survey')")
    void exportSurveyStatistics(Caller caller, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        sheets.write(
                "survey",
                List.of(new Narrowed("survey", id)),
                FOUND,
                place -> new Part<>(lines(surveys.find(id), surveys.statistics(id, caller)), null),
                caller.name(),
                response);
    }

    /** The figures one below the other, in the order of the page. */
    private static List<Line> lines(Survey survey, Surveys.Statistics told) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(Told.ANSWERS, survey.title(), null, told.answers(), null));
        for (var count : told.counts()) {
            count.options()
                    .forEach((code, chosen) -> lines.add(
                            new Line(Told.OPTION, count.text(), survey.answer(count.question(), code), chosen, null)));
            var share = count.share();
            if (share != null) {
                lines.add(new Line(Told.FAVOURABLE, count.text(), null, share.favourable(), share));
            }
        }
        for (var group : told.communities()) {
            lines.add(new Line(Told.COMMUNITY, group.communityName(), null, group.answers(), null));
        }
        if (told.hidden() > 0) {
            lines.add(new Line(Told.HIDDEN, null, null, told.hidden(), null));
        }
        told.words()
                .forEach((question, texts) -> texts.forEach(
                        words -> lines.add(new Line(Told.WORDS, survey.asks(question), words, null, null))));
        return lines;
    }

    private enum Told {
        ANSWERS,
        OPTION,
        FAVOURABLE,
        COMMUNITY,
        HIDDEN,
        WORDS
    }

    /** One line of the workbook. */
    private record Line(
            Told what,
            @Nullable String name,
            @Nullable Object answer,
            @Nullable Long count,
            @Nullable SurveyShare share) {

        static Function<Line, @Nullable Object> of(Function<SurveyShare, Object> figure) {
            return line -> line.share() == null ? null : figure.apply(line.share());
        }
    }

    @Operation(summary = "List the surveys without a name that are open where the caller lives")
    @GetMapping("/offered")
    @PreAuthorize("hasAuthority('tasking:answer')")
    AllOffered offeredSurveys(Caller caller) {
        return new AllOffered(slips.of(caller));
    }

    @Operation(
            summary = "Answer a survey without a name, once for each account",
            description =
                    "What was said leads to nobody: it goes among the answers with four others or more, without a time.")
    @PostMapping("/{id}/slips")
    @PreAuthorize("hasAuthority('tasking:answer')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dropSlip(Caller caller, @PathVariable UUID id, @RequestBody @Valid Slip slip) {
        slips.drop(id, slip.version(), slip.answers(), caller);
    }

    private static List<Survey.Question> questions(List<Question> asked) {
        return asked.stream().map(Question::question).toList();
    }

    record All(List<Survey> items) {}

    record Taken(UUID receipt) {}

    record AllOffered(List<SurveySlips.Offered> items) {}

    record Slip(
            @Min(1) @Max(10_000) int version,

            @NotNull @Size(max = 50)
            Map<@Size(max = 40) String, @NotNull @Size(max = 50) List<@NotNull @Size(max = 500) String>> answers) {}

    record NewSurvey(
            Survey.@Nullable Kind kind,

            @NotBlank @Size(min = 2, max = 100) @Pattern(regexp = LINE)
            String title,

            @NotNull AreaCode area,
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Question> questions) {}

    record Questions(@NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Question> questions) {}

    record Option(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_]{1,40}") String code,

            @NotBlank @Size(max = 100) @Pattern(regexp = LINE)
            String text,

            @Nullable Boolean favourable) {}

    record Question(
            @NotNull @Pattern(regexp = "[a-z][a-zA-Z0-9]{0,39}")
            String key,

            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String text,

            @NotNull Survey.Type type,
            boolean required,
            @Nullable @Size(max = 50) List<@NotNull @Valid Option> options) {

        Survey.Question question() {
            var chosen = options == null ? List.<Option>of() : options;
            return new Survey.Question(
                    key,
                    text.strip(),
                    type,
                    required,
                    chosen.stream()
                            .map(option -> new Survey.Option(
                                    option.code(), option.text().strip(), option.favourable()))
                            .toList());
        }
    }

    record Answers(
            @NotNull HomeId home,
            @Min(1) @Max(10_000) int version,

            @NotNull @Size(max = 50)
            Map<@Size(max = 40) String, @NotNull @Size(max = 50) List<@NotNull @Size(max = 500) String>> answers,

            @Nullable Instant occurredAt,

            @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}
}
