package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;
import static io.linli.incident.IncidentProblem.INCIDENT_TOO_MANY_AT_ONCE;
import static io.linli.incident.ReportPrivacy.ANONYMOUS;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Limits;
import io.linli.incident.Preparation.Prepared;
import io.linli.privacy.Vault;
import io.linli.problem.ProblemException;
import io.linli.settings.Idempotency;
import io.linli.settings.Idempotency.Attempt;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes in a report: what can be worked out is worked out before the transaction, in memory; the transaction only
 * writes. When it has answered, the report is on disk, with its task, its trail and its place in the journal.
 */
@Service
public class IncidentIntake {

    private static final String QUERY_CODE = "incident.query-code";
    private static final String KEY = "incident.idempotency";

    private final Preparation preparation;
    private final DangerWords dangers;
    private final Dispatch dispatch;
    private final Deadlines deadlines;
    private final Numbers numbers;
    private final Notes notes;
    private final Receipts receipts;
    private final Vault vault;
    private final IncidentWriter writer;
    private final OnTheSpot spot;
    private final VoiceNotes voices;
    private final Tickets tickets;
    private final Idempotency idempotency;
    private final Limits limits;
    private final Clock clock;

    IncidentIntake(
            Preparation preparation,
            DangerWords dangers,
            Dispatch dispatch,
            Deadlines deadlines,
            Numbers numbers,
            Notes notes,
            Receipts receipts,
            Vault vault,
            IncidentWriter writer,
            OnTheSpot spot,
            VoiceNotes voices,
            Tickets tickets,
            Idempotency idempotency,
            Limits limits,
            Clock clock) {
        this.preparation = preparation;
        this.dangers = dangers;
        this.dispatch = dispatch;
        this.deadlines = deadlines;
        this.numbers = numbers;
        this.notes = notes;
        this.receipts = receipts;
        this.vault = vault;
        this.writer = writer;
        this.spot = spot;
        this.voices = voices;
        this.tickets = tickets;
        this.idempotency = idempotency;
        this.limits = limits;
        this.clock = clock;
    }

    /** Takes it in once, however often the same attempt is made. */
    public ReportReceipt report(Report report, Caller caller, Attempt attempt) {
        authorise(caller);
        var known = veiled(attempt, report.privacy());
        limit(caller, known);
        var code = code(attempt);
        var prepared = preparation.prepare(report);
        var typed = notes.typed(report);
        var incident = incident(report, caller, prepared, Notes.title(typed.text()), clock.instant());
        return idempotency.once(
                known,
                () -> {
                    var hash = hash(incident.reported().number(), code);
                    writer.write(incident, typed, hash, prepared.flags(), caller);
                    voices.add(incident.id(), report, caller);
                    return receipts.of(incident, code);
                },
                made -> made.id().id(),
                id -> receipts.again(new IncidentId(id), code));
    }

    /** 即报即处: what somebody in service settled themselves, once, however often it is sent. */
    public ReportReceipt settle(Settled settled, Caller caller, Attempt attempt) {
        authorise(caller);
        if (!caller.may(IncidentPermissions.HANDLE)) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.HANDLE);
        }
        var report = settled.report();
        var known = veiled(attempt, report.privacy());
        limit(caller, known);
        var code = code(attempt);
        var prepared = preparation.prepare(report);
        OnTheSpot.refuseUnlessSimple(settled, prepared.danger());
        var typed = notes.typed(report);
        var incident = incident(report, caller, prepared, Notes.title(typed.text()), clock.instant());
        spot.settle(incident, settled, caller);
        return idempotency.once(
                known,
                () -> {
                    var hash = hash(incident.reported().number(), code);
                    spot.write(incident, settled, typed, hash, prepared.flags(), caller);
                    voices.add(incident.id(), report, caller);
                    return receipts.of(incident, code);
                },
                made -> made.id().id(),
                id -> receipts.again(new IncidentId(id), code));
    }

    /** A ticket of the hotline, once, by its number. Who called has no account here: the contact is all there is. */
    public ReportReceipt ticket(Report report, Ticket ticket, Caller caller, Attempt attempt) {
        if (!caller.may(IncidentPermissions.TICKET)) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.TICKET);
        }
        var known = veiled(attempt, report.privacy());
        limit(caller, known);
        var code = code(attempt);
        return idempotency.once(
                known,
                () -> receipts.of(take(report, ticket, caller, code), code),
                made -> made.id().id(),
                id -> receipts.again(new IncidentId(id), code));
    }

    /** The same in the transaction of an import. */
    Incident take(Report report, Ticket ticket, Caller caller) {
        return take(report, ticket, caller, QueryCode.next());
    }

    /**
     * Asked before the transaction in which somebody hands on so many matters: they count among what that person may report
     * in an hour, or a talk would be the way around it. Sent again after a lost answer, they are no further ones. What no
     * hour has room for is refused for good: whoever sent it would try again each hour, and for nothing.
     */
    public void allow(int matters, Caller caller, Attempt attempt) {
        if (matters == 0 || idempotency.earlier(attempt).isPresent()) {
            return;
        }
        int most = limits.reportsAnHour(caller).orElse(Integer.MAX_VALUE);
        if (matters > most) {
            throw INCIDENT_TOO_MANY_AT_ONCE.with(matters, most);
        }
        limits.take("report", matters, caller);
    }

    /**
     * A matter that another module hands on, in that module's transaction: both are there, or neither. Whoever hands it on
     * is its reporter, and {@link #allow} was asked about them before.
     */
    public ReportReceipt raise(Report report, IncidentSource source, Caller caller) {
        authorise(caller);
        var code = QueryCode.next();
        var prepared = preparation.prepare(report);
        var typed = notes.typed(report);
        var incident = incident(report, caller.id(), source, prepared, Notes.title(typed.text()), clock.instant());
        writer.write(incident, typed, hash(incident.reported().number(), code), prepared.flags(), caller);
        return receipts.of(incident, code);
    }

    private Incident take(Report report, Ticket ticket, Caller caller, QueryCode code) {
        var prepared = preparation.prepare(report);
        var typed = notes.typed(report);
        var incident = incident(
                report, null, IncidentSource.HOTLINE_12345, prepared, Notes.title(typed.text()), clock.instant());
        incident.promise(ticket.dueAt());
        writer.write(incident, typed, hash(incident.reported().number(), code), prepared.flags(), caller);
        tickets.add(incident, ticket, caller);
        return incident;
    }

    private Incident incident(Report report, Caller caller, Prepared prepared, String title, Instant at) {
        var owner = report.privacy() == ANONYMOUS ? null : caller.id();
        return incident(report, owner, IncidentSource.of(caller), prepared, title, at);
    }

    private Incident incident(
            Report report,
            @Nullable AccountId owner,
            IncidentSource source,
            Prepared prepared,
            String title,
            Instant at) {
        var placement = notes.redacted(prepared.placement());
        var reported = new Reported(
                report.id() == null ? IncidentId.next(report.privacy()) : report.id(),
                numbers.next(at),
                report.privacy(),
                source,
                owner,
                report.about(),
                null, // what is restricted becomes so later
                prepared.danger(),
                title,
                at,
                report.occurredAt());
        var holder = dispatch.holder(placement, prepared.category(), report.about());
        var progress = Progress.begin(
                placement,
                prepared.category(),
                prepared.categoryVersion(),
                prepared.urgent(),
                holder,
                deadlines.response(at));
        return Incident.report(reported, progress, report.photos(), TextSignature.of(report.description()));
    }

    /** For the form, before it is sent. */
    public boolean speaksOfDanger(String text) {
        return dangers.speakIn(text);
    }

    // sent again after a lost answer, it is no further report
    private void limit(Caller caller, Attempt attempt) {
        try {
            limits.take("report", caller);
        } catch (ProblemException tooMany) {
            if (idempotency.earlier(attempt).isEmpty()) {
                throw tooMany;
            }
        }
    }

    private static void authorise(Caller caller) {
        if (!caller.may(IncidentPermissions.REPORT) && !caller.may(IncidentPermissions.REPORT_FOR)) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.REPORT);
        }
    }

    // What was sent holds numbers of persons, and a plain hash of so little could be tried out. Of an anonymous report
    // not even who sent it may be kept: whoever has the key can show that it is theirs, and nobody else.
    private Attempt veiled(Attempt attempt, ReportPrivacy privacy) {
        var key = attempt.key();
        if (key == null) {
            return attempt;
        }
        var body = keyed(attempt.body());
        return privacy == ANONYMOUS
                ? new Attempt(keyed(key), keyed(attempt.caller() + "\n" + key), attempt.operation(), body)
                : new Attempt(key, attempt.caller(), attempt.operation(), body);
    }

    private String keyed(String text) {
        return HexFormat.of().formatHex(vault.blindIndex(KEY, text));
    }

    // sent again, it gives the same code again, although only its hash was kept
    private QueryCode code(Attempt attempt) {
        return attempt.key() == null
                ? QueryCode.next()
                : QueryCode.of(vault.blindIndex(QUERY_CODE, attempt.caller() + "\n" + attempt.key()));
    }

    byte[] hash(String number, QueryCode code) {
        return vault.blindIndex(QUERY_CODE, number + ":" + code.code());
    }
}
