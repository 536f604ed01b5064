package io.linli.deliberation.web;

import static io.linli.settings.Idempotency.HEADER;
import static io.linli.spreadsheet.ListSheets.AT_ONCE;

import io.linli.deliberation.OpinionState;
import io.linli.deliberation.TalkDesk;
import io.linli.deliberation.TalkList;
import io.linli.deliberation.TalkView;
import io.linli.deliberation.TalkView.TalkRow;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.settings.Idempotency;
import io.linli.settings.PhoneClock;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Evening talks: taken down in one go, also by a phone that was without network, and each opinion led to its end. */
@RestController
@RequestMapping(path = "/api/talks", version = "1+")
@PreAuthorize("hasAuthority('deliberation:talk')")
@InvalidAs("TALK_DATA_INVALID")
class TalkController {

    private static final String LINE = "\\P{Cntrl}*";
    private static final int WORDS = 1_000;

    private static final List<Shown<TalkRow>> COLUMNS = List.of(
            new Shown<>("heldAt", TalkRow::heldAt),
            new Shown<>("area", TalkRow::areaName),
            new Shown<>("place", TalkRow::place),
            new Shown<>("host", TalkRow::host),
            new Shown<>("topics", talk -> String.join(" / ", talk.topics())),
            new Shown<>(
                    "opinions",
                    talk -> talk.opinions().values().stream()
                            .mapToLong(Integer::longValue)
                            .sum()),
            new Shown<>("ended", TalkController::ended),
            new Shown<>("overdue", TalkRow::overdue),
            new Shown<>("answerBy", TalkRow::answerBy));

    private final TalkDesk desk;
    private final TalkList talks;
    private final ListSheets sheets;
    private final Idempotency idempotency;

    TalkController(TalkDesk desk, TalkList talks, ListSheets sheets, Idempotency idempotency) {
        this.desk = desk;
        this.talks = talks;
        this.sheets = sheets;
        this.idempotency = idempotency;
    }

    @Operation(summary = "List the talks of one's own ground, the latest first, and how their opinions ended")
    @GetMapping
    TalkList.Page talks(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return talks.list(caller, area, after, size);
    }

    @Operation(summary = "Fetch the same talks as a workbook")
    @GetMapping("/export")
    void exportTalks(
            Caller caller, @RequestParam(required = false) @Nullable AreaCode area, HttpServletResponse response)
            throws IOException {
        sheets.write(
                "talks",
                List.of(new Narrowed("area", area)),
                COLUMNS,
                place -> {
                    var page = talks.list(caller, area, place == null ? null : UUID.fromString(place), AT_ONCE);
                    return new Part<>(
                            page.items(),
                            page.next() == null ? null : page.next().toString());
                },
                caller.name(),
                response);
    }

    private static long ended(TalkRow talk) {
        return talk.opinions().entrySet().stream()
                .filter(each -> each.getKey().ended())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Operation(
            summary = "List the opinions that have no end yet, what is due first at the top",
            description = "With mine those of the talks that the caller held.")
    @GetMapping("/unended")
    TalkList.Waiting unendedOpinions(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "100") @Min(1) @Max(200) int size) {
        return talks.unended(caller, mine, size);
    }

    @Operation(summary = "Read one talk with all that was said there, names masked")
    @GetMapping("/{id}")
    TalkView talk(Caller caller, @PathVariable UUID id) {
        return talks.get(caller, id);
    }

    @Operation(
            summary = "Take down a talk with all opinions at once, under an id of yours",
            description = "All of it or nothing. Each opinion is open, kept for a topic, answered, or becomes a matter;"
                    + " safe to send again.")
    @PostMapping("/{id}/held")
    @ResponseStatus(HttpStatus.CREATED)
    TalkView holdTalk(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid NewTalk talk) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, talk);
        return talks.get(caller, desk.hold(id, talk.draft(), caller, attempt));
    }

    @Operation(summary = "Answer an opinion")
    @PostMapping("/{id}/opinions/{opinion}/answer")
    TalkView answerOpinion(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID opinion,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Answer said) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, said);
        return talks.get(caller, desk.answer(id, opinion, said.answer().strip(), caller, attempt));
    }

    @Operation(summary = "Make an opinion a matter, which goes the way of all matters")
    @PostMapping("/{id}/opinions/{opinion}/report")
    TalkView reportOpinion(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID opinion,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Reported said) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, said);
        return talks.get(caller, desk.report(id, opinion, said.matter(), caller, attempt));
    }

    @Operation(
            summary = "Keep an opinion for a topic",
            description = "It stays among those without an end, until the day on which somebody looks again.")
    @PostMapping("/{id}/opinions/{opinion}/keep")
    TalkView keepOpinion(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID opinion,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Kept kept) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, kept);
        return talks.get(caller, desk.keep(id, opinion, kept.dueOn(), caller, attempt));
    }

    @Operation(summary = "Read who said what at a talk, in full, with a reason", description = "The look is recorded.")
    @PostMapping("/{id}/speakers")
    Speakers speakers(Caller caller, @PathVariable UUID id, @RequestBody @Valid Why why) {
        return new Speakers(talks.speakers(caller, id, why.reason().strip()));
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    record Speakers(List<TalkView.Speaker> items) {}

    record Why(
            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String reason) {}

    record Answer(@NotBlank @Size(max = WORDS) String answer) {}

    record Kept(@NotNull LocalDate dueOn) {}

    record Reported(
            @Nullable @Size(max = 50) @Pattern(regexp = LINE)
            String type,

            @Nullable @Size(max = 200) @Pattern(regexp = LINE)
            String address) {

        TalkDesk.Matter matter() {
            return new TalkDesk.Matter(stripped(type), stripped(address));
        }
    }

    record NewOpinion(
            @NotNull UUID id,
            @NotBlank @Size(max = WORDS) String words,
            @Nullable @Min(0) @Max(TalkDesk.TOPICS - 1) Integer topic,

            @Nullable @Size(max = 50) @Pattern(regexp = LINE)
            String speaker,

            @NotNull OpinionState state,
            @Nullable @Size(max = WORDS) String answer,
            @Nullable @Valid Reported matter) {

        TalkDesk.Said said() {
            return new TalkDesk.Said(
                    id,
                    words.strip(),
                    topic,
                    stripped(speaker),
                    state,
                    stripped(answer),
                    matter == null ? null : matter.matter());
        }
    }

    /** A talk, with when it was sent by the clock of the phone. */
    record NewTalk(
            @NotNull AreaCode area,

            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String place,

            @NotNull Instant heldAt,

            @NotNull @Size(min = 1, max = TalkDesk.TOPICS)
            List<@NotBlank @Size(max = 100) @Pattern(regexp = LINE) String> topics,

            @NotNull LocalDate answerBy,
            @NotNull @Size(min = 1, max = TalkDesk.MOST) List<@NotNull @Valid NewOpinion> opinions,
            @Nullable Instant occurredAt,

            @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {

        TalkDesk.Draft draft() {
            return new TalkDesk.Draft(
                    area,
                    place.strip(),
                    heldAt,
                    clockOffset,
                    topics.stream().map(String::strip).toList(),
                    answerBy,
                    opinions.stream().map(NewOpinion::said).toList());
        }
    }
}
