package io.linli.incident.web;

import io.linli.files.FileId;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.incident.Handlers;
import io.linli.incident.IncidentDesk;
import io.linli.incident.IncidentDetail;
import io.linli.incident.IncidentId;
import io.linli.incident.InspectionResult;
import io.linli.incident.Rating;
import io.linli.incident.ReportReader;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/incidents/{id}", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class StepController {

    private static final int NOTE = 2_000; // of UTF-16; the desk counts characters

    private final IncidentDesk desk;
    private final ReportReader reader;

    StepController(IncidentDesk desk, ReportReader reader) {
        this.desk = desk;
        this.reader = reader;
    }

    @Operation(summary = "File it: it is a matter to be handled")
    @PostMapping("/file")
    IncidentDetail file(
            Caller caller, @PathVariable IncidentId id, @RequestBody(required = false) @Valid @Nullable Remark remark) {
        return desk.file(id, caller, Remark.of(remark));
    }

    @Operation(summary = "Reject it, with the reason that the reporter reads")
    @PostMapping("/reject")
    IncidentDetail reject(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Reason reason) {
        return desk.reject(id, caller, reason.note());
    }

    @Operation(summary = "Dispatch it to a person or a unit", description = "Neither: to whom the server suggests.")
    @PostMapping("/dispatch")
    IncidentDetail dispatch(
            Caller caller, @PathVariable IncidentId id, @RequestBody(required = false) @Valid @Nullable Dispatch to) {
        var choice = new Handlers.Choice(to == null ? null : to.assignee(), to == null ? null : to.unit());
        return desk.dispatch(id, caller, choice, to == null ? null : to.note());
    }

    @Operation(summary = "Begin to handle it")
    @PostMapping("/take")
    IncidentDetail take(
            Caller caller, @PathVariable IncidentId id, @RequestBody(required = false) @Valid @Nullable Remark remark) {
        return desk.take(id, caller, Remark.of(remark));
    }

    @Operation(summary = "Say what was done")
    @PostMapping("/feedback")
    IncidentDetail feedback(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Feedback told) {
        return desk.feedback(id, caller, told.note(), told.photos() == null ? List.of() : told.photos());
    }

    @Operation(
            summary = "Inspect what was done: passed, to be redone, or not to be solved",
            description = "Never by who handled it.")
    @PostMapping("/inspect")
    IncidentDetail inspect(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Inspection seen) {
        return desk.inspect(id, caller, seen.result(), seen.note(), seen.photos() == null ? List.of() : seen.photos());
    }

    @Operation(summary = "Say where it is, when the place was not found")
    @PostMapping("/place")
    IncidentDetail place(
            Caller caller,
            @PathVariable IncidentId id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = Place.class)))
                    @RequestBody
                    JsonNode place) {
        return desk.place(id, caller, reader.readPlace(place));
    }

    @Operation(summary = "Withdraw it, by the reporter")
    @PostMapping("/withdraw")
    IncidentDetail withdraw(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Reason reason) {
        return desk.withdraw(id, caller, reason.note());
    }

    @Operation(summary = "Answer the three questions, by the reporter: contacted, solved, satisfied")
    @PostMapping("/rate")
    IncidentDetail rate(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Answers answers) {
        return desk.rate(id, caller, answers.rating(), answers.note());
    }

    record Remark(@Nullable @Size(max = NOTE) String note) {

        static @Nullable String of(@Nullable Remark remark) {
            return remark == null ? null : remark.note();
        }
    }

    record Reason(@NotBlank @Size(max = NOTE) String note) {}

    record Dispatch(
            @Nullable AccountId assignee,
            @Nullable OrgUnitId unit,
            @Nullable @Size(max = NOTE) String note) {}

    record Feedback(
            @NotBlank @Size(max = NOTE) String note,
            @Nullable @Size(max = 9) List<FileId> photos) {}

    record Inspection(
            @NotNull InspectionResult result,
            @NotBlank @Size(max = NOTE) String note,
            @Nullable @Size(max = 9) List<FileId> photos) {}

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
