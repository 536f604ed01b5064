package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.Export;
import io.linli.spreadsheet.ExportRequest;
import io.linli.spreadsheet.ExportRequest.Heading;
import io.linli.spreadsheet.Exports;
import io.linli.spreadsheet.SheetFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/** The file that goes back to the hotline: by their numbers, what became of what they sent (回填). */
@Service
public class TicketDesk {

    private static final int FETCHED = 500;
    private static final List<String> COLUMNS = List.of(
            "ticket",
            "number",
            "status",
            "receivedAt",
            "dueAt",
            "respondedAt",
            "answeredAt",
            "endedAt",
            "answer",
            "contacted",
            "solved",
            "satisfied");

    private final Tickets tickets;
    private final Exports exports;
    private final Labels labels;
    private final Acts acts;

    TicketDesk(Tickets tickets, Exports exports, Labels labels, Acts acts) {
        this.tickets = tickets;
        this.exports = exports;
        this.labels = labels;
        this.acts = acts;
    }

    public void write(Caller caller, LocalDate from, LocalDate to, OutputStream out) throws IOException {
        if (!caller.may(IncidentPermissions.TICKET)) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.TICKET);
        }
        acts.did(Act.of("ticket.export"));
        var export = exports.open(request(caller), out);
        try {
            tickets.between(caller, from, to)
                    .select("t.number as ticket, i.number, i.status, t.received_at, t.due_at, i.responded_at,"
                            + " f.at as answered_at, i.ended_at, f.note, r.contacted, r.solved, r.satisfied")
                    .orderBy("t.received_at, t.number")
                    .each(FETCHED, (row, n) -> cells(row), cells -> write(cells, export));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the caller has gone
        }
        export.close(); // not when it failed: what was written until then would go out as if it were all
    }

    // the answer without numbers of persons, and nothing of who called
    private ExportRequest request(Caller caller) {
        return new ExportRequest(
                "tickets",
                labels.say("incident.reply"),
                COLUMNS.stream()
                        .map(column -> new Heading(labels.say("incident.reply." + column), ColumnType.TEXT))
                        .toList(),
                SheetFormat.XLSX,
                LocaleContextHolder.getLocale(),
                caller.name(),
                0,
                null,
                null);
    }

    private static void write(List<@Nullable Object> cells, Export export) {
        try {
            export.row(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<@Nullable Object> cells(ResultSet row) throws SQLException {
        return line(
                row.getString("ticket"),
                row.getString("number"),
                labels.status(IncidentStatus.valueOf(row.getString("status"))),
                IncidentRowMapper.instant(row, "received_at"),
                IncidentRowMapper.instant(row, "due_at"),
                IncidentRowMapper.instant(row, "responded_at"),
                IncidentRowMapper.instant(row, "answered_at"),
                IncidentRowMapper.instant(row, "ended_at"),
                row.getString("note"),
                said(row, "contacted"),
                said(row, "solved"),
                said(row, "satisfied"));
    }

    private @Nullable String said(ResultSet row, String question) throws SQLException {
        var answer = row.getObject(question, Boolean.class);
        return answer == null ? null : labels.say(answer ? "incident.reply.yes" : "incident.reply.no");
    }

    private static List<@Nullable Object> line(@Nullable Object... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }
}
