package io.linli.incident.web;

import static io.linli.settings.Idempotency.HEADER;
import static io.linli.settings.PhoneClock.MOST;

import io.linli.files.FileId;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.incident.Doer;
import io.linli.incident.Handlers;
import io.linli.incident.IncidentDesk;
import io.linli.incident.IncidentDetail;
import io.linli.incident.IncidentId;
import io.linli.incident.InspectionResult;
import io.linli.incident.Rating;
import io.linli.incident.ReportReader;
import io.linli.incident.Taken;
import io.linli.problem.InvalidAs;
import io.linli.territory.Crs;
import io.linli.territory.Territory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/incidents/{id}", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class StepController {

    private static final int NOTE = 2_000; // of UTF-16; the desk counts characters
    private static final String PHONE = "When it was done by the clock of a phone that was without network";
    private static final String TAKEN =
            "Where the phone was when the photos were taken; far from the place they are marked, never refused";
    private static final String BEHIND = "Milliseconds by which that clock was behind the server's";

    private final IncidentDesk desk;
    private final ReportReader reader;
    private final Territory territory;
    private final StepOnce once;

    StepController(IncidentDesk desk, ReportReader reader, Territory territory, StepOnce once) {
        this.desk = desk;
        this.reader = reader;
        this.territory = territory;
        this.once = once;
    }

    @Operation(summary = "File it: it is a matter to be handled")
    @PostMapping("/file")
    IncidentDetail file(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody(required = false) @Valid @Nullable Remark remark) {
        var said = Remark.orNone(remark);
        var by = said.by(caller);
        return once.take(by, key, request, said, id, () -> desk.file(id, by, said.note()));
    }

    @Operation(summary = "Reject it, with the reason that the reporter reads")
    @PostMapping("/reject")
    IncidentDetail reject(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Reason reason) {
        var by = reason.by(caller);
        return once.take(by, key, request, reason, id, () -> desk.reject(id, by, reason.note()));
    }

    @Operation(summary = "Dispatch it to a person or a unit", description = "Neither: to whom the server suggests.")
    @PostMapping("/dispatch")
    IncidentDetail dispatch(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody(required = false) @Valid @Nullable Dispatch wanted) {
        var to = wanted == null ? new Dispatch(null, null, null) : wanted;
        var by = Doer.now(caller);
        var choice = new Handlers.Choice(to.assignee(), to.unit());
        return once.take(by, key, request, to, id, () -> desk.dispatch(id, by, choice, to.note()));
    }

    @Operation(summary = "Begin to handle it")
    @PostMapping("/take")
    IncidentDetail take(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody(required = false) @Valid @Nullable Remark remark) {
        var said = Remark.orNone(remark);
        var by = said.by(caller);
        return once.take(by, key, request, said, id, () -> desk.take(id, by, said.note()));
    }

    @Operation(summary = "Say what was done")
    @PostMapping("/feedback")
    IncidentDetail feedback(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Feedback told) {
        var by = told.by(caller);
        var photos = told.photos() == null ? List.<FileId>of() : told.photos();
        return once.take(
                by,
                key,
                request,
                told,
                id,
                () -> desk.feedback(id, by, told.note(), photos, taken(told.takenAt(), told.clockOffset())));
    }

    @Operation(
            summary = "Inspect what was done: passed, to be redone, or not to be solved",
            description = "Never by who handled it.")
    @PostMapping("/inspect")
    IncidentDetail inspect(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Inspection seen) {
        var by = seen.by(caller);
        var photos = seen.photos() == null ? List.<FileId>of() : seen.photos();
        return once.take(
                by,
                key,
                request,
                seen,
                id,
                () -> desk.inspect(
                        id, by, seen.result(), seen.note(), photos, taken(seen.takenAt(), seen.clockOffset())));
    }

    @Operation(
            summary = "Go and look before it is filed, with photos",
            description = "Some kinds are filed only after that.")
    @PostMapping("/verify")
    IncidentDetail verify(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Feedback seen) {
        var by = seen.by(caller);
        var photos = seen.photos() == null ? List.<FileId>of() : seen.photos();
        return once.take(
                by,
                key,
                request,
                seen,
                id,
                () -> desk.verify(id, by, seen.note(), photos, taken(seen.takenAt(), seen.clockOffset())));
    }

    private @Nullable Taken taken(@Nullable TakenAt said, @Nullable Long offset) {
        if (said == null) {
            return null;
        }
        var place = territory.read(said.longitude(), said.latitude(), said.crs() == null ? Crs.WGS84 : said.crs());
        return new Taken(place, said.at() == null ? null : said.at().plusMillis(offset == null ? 0 : offset));
    }

    @Operation(summary = "Say where it is, when the place was not found")
    @PostMapping("/place")
    IncidentDetail place(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = Place.class)))
                    @RequestBody
                    JsonNode place) {
        var by = Doer.now(caller);
        return once.take(by, key, request, place, id, () -> desk.place(id, by, reader.readPlace(place)));
    }

    @Operation(summary = "Withdraw it, by the reporter")
    @PostMapping("/withdraw")
    IncidentDetail withdraw(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Reason reason) {
        var by = reason.by(caller);
        return once.take(by, key, request, reason, id, () -> desk.withdraw(id, by, reason.note()));
    }

    @Operation(summary = "Answer the three questions, by the reporter: contacted, solved, satisfied")
    @PostMapping("/rate")
    IncidentDetail rate(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Answers answers) {
        var by = Doer.now(caller);
        return once.take(by, key, request, answers, id, () -> desk.rate(id, by, answers.rating(), answers.note()));
    }

    /** A place, as a phone finds it. */
    record TakenAt(
            @Min(-180) @Max(180) double longitude,
            @Min(-90) @Max(90) double latitude,
            @Nullable Crs crs,

            @Schema(description = "When, by the clock of the phone") @Nullable
            Instant at) {}

    record Remark(
            @Nullable @Size(max = NOTE) String note,
            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-MOST) @Max(MOST)
            Long clockOffset) {

        static Remark orNone(@Nullable Remark remark) {
            return remark == null ? new Remark(null, null, null) : remark;
        }

        Doer by(Caller caller) {
            return new Doer(caller, occurredAt, clockOffset);
        }
    }

    record Reason(
            @NotBlank @Size(max = NOTE) String note,
            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-MOST) @Max(MOST)
            Long clockOffset) {

        Doer by(Caller caller) {
            return new Doer(caller, occurredAt, clockOffset);
        }
    }

    record Dispatch(
            @Nullable AccountId assignee,
            @Nullable OrgUnitId unit,
            @Nullable @Size(max = NOTE) String note) {}

    record Feedback(
            @NotBlank @Size(max = NOTE) String note,
            @Nullable @Size(max = 9) List<FileId> photos,
            @Schema(description = TAKEN) @Nullable @Valid TakenAt takenAt,
            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-MOST) @Max(MOST)
            Long clockOffset) {

        Doer by(Caller caller) {
            return new Doer(caller, occurredAt, clockOffset);
        }
    }

    record Inspection(
            @NotNull InspectionResult result,
            @NotBlank @Size(max = NOTE) String note,
            @Nullable @Size(max = 9) List<FileId> photos,
            @Schema(description = TAKEN) @Nullable @Valid TakenAt takenAt,
            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-MOST) @Max(MOST)
            Long clockOffset) {

        Doer by(Caller caller) {
            return new Doer(caller, occurredAt, clockOffset);
        }
    }

    record Place(
            @Schema(anyOf = {ReportContent.Location.class, String.class})
            Object location) {}

    /** The three questions: 是否联系您? 是否解决? 是否满意? */
    record Answers(
            @NotNull Boolean contacted,
            @NotNull Boolean solved,
            @NotNull Boolean satisfied,
            @Nullable @Size(max = NOTE) String note) {

        Rating rating() {
            return new Rating(contacted, solved, satisfied);
        }
    }
}
