package io.linli.incident.web;

import static io.linli.settings.Idempotency.HEADER;
import static org.springframework.web.servlet.support.ServletUriComponentsBuilder.fromCurrentContextPath;

import io.linli.identity.Caller;
import io.linli.incident.IncidentIntake;
import io.linli.incident.ReportReader;
import io.linli.incident.ReportReceipt;
import io.linli.incident.TicketDesk;
import io.linli.problem.InvalidAs;
import io.linli.settings.Idempotency;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tickets of the hotline: taken in with their number and deadline, and answered to by a file. */
@RestController
@RequestMapping(path = "/api/incidents/tickets", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class TicketController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final IncidentIntake intake;
    private final ReportReader reader;
    private final TicketDesk desk;
    private final Idempotency idempotency;

    TicketController(IncidentIntake intake, ReportReader reader, TicketDesk desk, Idempotency idempotency) {
        this.intake = intake;
        this.reader = reader;
        this.desk = desk;
        this.idempotency = idempotency;
    }

    @Operation(
            summary = "Take in a ticket of the hotline",
            description =
                    "A report as elsewhere with ticket: {number, receivedAt, dueAt?}: their number, and until when they"
                            + " promised an answer. A number is taken in once. Many at a time come as the list 'tickets' of"
                            + " /api/imports.")
    @PostMapping
    @ReportContent.Ticketed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ReportReceipt> take(
            Caller caller,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody JsonNode body) {
        var ticketed = reader.readTicketed(body);
        var attempt = idempotency.attempt(key, caller.id().toString(), request, body);
        var receipt = intake.ticket(ticketed.report(), ticketed.ticket(), caller, attempt);
        var location = fromCurrentContextPath().path("/api/incidents/{id}").build(receipt.id());
        return ResponseEntity.created(location).body(receipt);
    }

    @Operation(summary = "Fetch the file that goes back to the hotline: what became of the tickets of these days")
    @GetMapping(path = "/replies", produces = XLSX)
    @PreAuthorize("hasAuthority('incident:ticket')")
    void replies(Caller caller, @RequestParam LocalDate from, @RequestParam LocalDate to, HttpServletResponse response)
            throws IOException {
        response.setContentType(XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"tickets.xlsx\"");
        desk.write(caller, from, to, response.getOutputStream());
    }
}
