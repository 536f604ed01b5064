package io.linli.incident.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.files.FileId;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.incident.AfterTheEnd;
import io.linli.incident.Doer;
import io.linli.incident.Handlers;
import io.linli.incident.IncidentDetail;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentMerges;
import io.linli.incident.Objections;
import io.linli.incident.Rating;
import io.linli.incident.Recategorisations;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps by which an incident goes to and fro: objected to, merged, reopened, looked at again. */
@RestController
@RequestMapping(path = "/api/incidents/{id}", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class TurnController {

    private static final int NOTE = 2_000; // of UTF-16; the desk counts characters

    private final Objections objections;
    private final IncidentMerges merges;
    private final AfterTheEnd after;
    private final Recategorisations kinds;
    private final StepOnce once;

    TurnController(
            Objections objections, IncidentMerges merges, AfterTheEnd after, Recategorisations kinds, StepOnce once) {
        this.kinds = kinds;
        this.objections = objections;
        this.merges = merges;
        this.after = after;
        this.once = once;
    }

    @Operation(
            summary = "Say that it is another kind of matter",
            description =
                    "By whoever has it or may file or inspect it, with a reason or with the version of the model whose"
                            + " suggestion is followed. Evidence, limits and route of the kind as it is now hold from then"
                            + " on; the time that has been used stays used.")
    @PostMapping("/recategorise")
    IncidentDetail recategorise(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Kind said) {
        var by = Doer.now(caller);
        return once.take(
                by,
                key,
                request,
                said,
                id,
                () -> kinds.recategorise(id, by, said.category(), said.note(), said.suggestedBy()));
    }

    @Operation(
            summary = "Object to a dispatch: it is somebody else's to do",
            description =
                    "So many times; the last time the level above decides, and its decision binds. Who has taken it"
                            + " names the unit whose it is.")
    @PostMapping("/object")
    IncidentDetail object(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Objection said) {
        var by = Doer.now(caller);
        return once.take(by, key, request, said, id, () -> objections.object(id, by, said.unit(), said.note()));
    }

    @Operation(
            summary = "Decide on an objection, by another than who made it",
            description = "Upheld: to whom is chosen, else to the unit that they named. Not upheld: to the same again.")
    @PostMapping("/review")
    IncidentDetail review(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Review said) {
        var by = Doer.now(caller);
        var choice = new Handlers.Choice(said.assignee(), said.unit());
        return once.take(
                by, key, request, said, id, () -> objections.review(id, by, said.upheld(), choice, said.note()));
    }

    @Operation(
            summary = "Merge it into another report of the same thing, for good",
            description = "Its reporter is told what becomes of the other.")
    @PostMapping("/merge")
    IncidentDetail merge(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Merge said) {
        var by = Doer.now(caller);
        return once.take(by, key, request, said, id, () -> merges.merge(id, by, said.into(), said.note()));
    }

    @Operation(
            summary = "Have it taken up again after its end",
            description = "By the reporter within the period, or by who inspects there.")
    @PostMapping("/reopen")
    IncidentDetail reopen(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Reason said) {
        var by = Doer.now(caller);
        return once.take(by, key, request, said, id, () -> after.reopen(id, by, said.note()));
    }

    @Operation(summary = "Look again at what was settled on the spot, by another person")
    @PostMapping("/check")
    IncidentDetail check(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid SecondLook said) {
        var by = Doer.now(caller);
        var photos = said.photos() == null ? List.<FileId>of() : said.photos();
        return once.take(by, key, request, said, id, () -> after.check(id, by, said.passed(), said.note(), photos));
    }

    @Operation(
            summary = "Record a call to the reporter: not reached, or what they answered",
            description = "Never by who handled it; the reporter's own answer stands before it.")
    @PostMapping("/call_back")
    IncidentDetail callBack(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid CallBack said) {
        var by = Doer.now(caller);
        return once.take(by, key, request, said, id, () -> after.callBack(id, by, said.answers(), said.note()));
    }

    @Operation(summary = "Say what was done about a bad review, by another than who handled it")
    @PostMapping("/follow_up")
    IncidentDetail followUp(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Reason said) {
        var by = Doer.now(caller);
        return once.take(by, key, request, said, id, () -> after.followUp(id, by, said.note()));
    }

    record Kind(
            @NotBlank @Pattern(regexp = "(\\d{2}){1,3}") String category,
            @Nullable @Size(max = NOTE) String note,

            @Schema(description = "The version of the model whose suggestion is followed")
            @Nullable
            @Pattern(regexp = "[\\w.:-]{1,60}")
            String suggestedBy) {}

    record Reason(@NotBlank @Size(max = NOTE) String note) {}

    record Objection(
            @NotBlank @Size(max = NOTE) String note,
            @Nullable OrgUnitId unit) {}

    record Review(
            @NotNull Boolean upheld,
            @Nullable AccountId assignee,
            @Nullable OrgUnitId unit,
            @NotBlank @Size(max = NOTE) String note) {}

    record Merge(
            @NotNull IncidentId into,
            @NotBlank @Size(max = NOTE) String note) {}

    record SecondLook(
            @NotNull Boolean passed,
            @NotBlank @Size(max = NOTE) String note,
            @Nullable @Size(max = 9) List<@NotNull FileId> photos) {}

    /** All three answers, or none of them when nobody was reached. */
    record CallBack(
            @NotNull Boolean reached,
            @Nullable Boolean contacted,
            @Nullable Boolean solved,
            @Nullable Boolean satisfied,
            @Nullable @Size(max = NOTE) String note) {

        @Nullable
        Rating answers() {
            if (!reached) {
                return null;
            }
            return Rating.of(contacted, solved, satisfied);
        }
    }
}
