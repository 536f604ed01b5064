package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;
import static io.linli.incident.IncidentProblem.REQUIRED;
import static io.linli.incident.IncidentProblem.TICKET_DUE_EARLIER;
import static io.linli.incident.IncidentProblem.UNKNOWN_VALUE;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.spreadsheet.Column;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ImportContext;
import io.linli.spreadsheet.ImportList;
import io.linli.spreadsheet.SheetRow;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Tickets of the hotline brought as a spreadsheet; one that is known already is left as it is. */
@Component
class TicketList implements ImportList {

    private final IncidentIntake intake;
    private final Tickets tickets;
    private final Territory territory;

    TicketList(IncidentIntake intake, Tickets tickets, Territory territory) {
        this.intake = intake;
        this.tickets = tickets;
        this.territory = territory;
    }

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public String permission() {
        return IncidentPermissions.TICKET;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("number", 50).required(),
                Column.of("receivedAt", ColumnType.DATE_TIME).required(),
                Column.of("dueAt", ColumnType.DATE_TIME),
                Column.text("type", 100),
                Column.text("description", 5_000).required(),
                Column.text("area", 17),
                Column.text("address", 200),
                Column.text("name", 50),
                Column.of("phone", ColumnType.PHONE));
    }

    /** The account, and the areas of its posts. */
    @Override
    public String mandate(Authentication caller) {
        return caller.getPrincipal() instanceof Caller who
                ? Stream.concat(
                                Stream.of(who.id().toString()),
                                who.posts().stream()
                                        .filter(post -> post.role().seesArea())
                                        .map(post -> post.area().code()))
                        .distinct()
                        .collect(Collectors.joining(" "))
                : "";
    }

    @Override
    public RowKey key(SheetRow row) {
        return new RowKey("number", row.requiredText("number"));
    }

    @Override
    public void check(SheetRow row, ImportContext context) {
        var area = row.text("area");
        if (area == null && row.text("address") == null) {
            throw REQUIRED.with().at("address");
        }
        if (area != null) {
            if (!AreaCode.isValid(area) || territory.find(new AreaCode(area)).isEmpty()) {
                throw UNKNOWN_VALUE.with(area).at("area");
            }
            if (areas(context).noneMatch(mine -> mine.contains(new AreaCode(area)))) {
                throw INCIDENT_ON_OTHER_GROUND.with().at("area");
            }
        }
        var due = row.dateTime("dueAt");
        if (due != null && due.isBefore(received(row))) {
            throw TICKET_DUE_EARLIER.with().at("dueAt");
        }
    }

    private static Stream<AreaCode> areas(ImportContext context) {
        return Arrays.stream(context.mandate().split(" ", -1)).skip(1).map(AreaCode::new);
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        var account = new AccountId(UUID.fromString(context.mandate().split(" ", -1)[0]));
        var by = new Caller(account, context.who(), context.who(), List.of(), Set.of());
        int added = 0;
        for (var row : rows) {
            var due = row.dateTime("dueAt");
            var ticket = new Ticket(row.requiredText("number"), at(received(row)), due == null ? null : at(due));
            if (tickets.known(ticket.number()).isEmpty()) {
                intake.take(report(row), ticket, by);
                added++;
            }
        }
        return new Changes(added, 0, rows.size() - added);
    }

    private static Report report(SheetRow row) {
        var area = row.text("area");
        var name = row.text("name");
        var phone = row.phone("phone");
        return new Report(
                row.text("type"),
                new Report.Place(null, area == null ? null : new AreaCode(area), row.text("address")),
                row.requiredText("description"),
                List.of(),
                ReportPrivacy.OPEN,
                name == null && phone == null ? null : new Report.Contact(name, phone),
                null,
                null);
    }

    private static LocalDateTime received(SheetRow row) {
        var at = row.dateTime("receivedAt");
        if (at == null) {
            throw REQUIRED.with().at("receivedAt");
        }
        return at;
    }

    private static Instant at(LocalDateTime time) {
        return Zone.at(time);
    }
}
