package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;

import io.linli.identity.Caller;
import io.linli.privacy.Vault;
import java.time.Clock;
import org.springframework.stereotype.Service;

/**
 * Takes in a report: what can be worked out is worked out before the transaction, in memory; the transaction only
 * writes. When it has answered, the report is on disk, with its task, its trail and its place in the journal.
 */
@Service
public class IncidentIntake {

    private static final String QUERY_CODE = "incident.query-code";

    private final Preparation preparation;
    private final DangerWords dangers;
    private final Dispatch dispatch;
    private final Deadlines deadlines;
    private final Numbers numbers;
    private final Notes notes;
    private final Labels labels;
    private final Vault vault;
    private final IncidentWriter writer;
    private final Clock clock;

    IncidentIntake(
            Preparation preparation,
            DangerWords dangers,
            Dispatch dispatch,
            Deadlines deadlines,
            Numbers numbers,
            Notes notes,
            Labels labels,
            Vault vault,
            IncidentWriter writer,
            Clock clock) {
        this.preparation = preparation;
        this.dangers = dangers;
        this.dispatch = dispatch;
        this.deadlines = deadlines;
        this.numbers = numbers;
        this.notes = notes;
        this.labels = labels;
        this.vault = vault;
        this.writer = writer;
        this.clock = clock;
    }

    public ReportReceipt report(Report report, Caller caller) {
        authorise(caller);
        var prepared = preparation.prepare(report);
        var placement = notes.redacted(prepared.placement());
        var typed = notes.typed(report);
        var at = clock.instant();
        var reported = new Reported(
                IncidentId.next(report.privacy()),
                numbers.next(at),
                report.privacy(),
                IncidentSource.of(caller),
                report.privacy() == ReportPrivacy.ANONYMOUS ? null : caller.id(),
                report.about(),
                prepared.danger(),
                Notes.title(typed.text()),
                at,
                report.occurredAt());
        var holder = dispatch.holder(placement, prepared.category(), report.about());
        var incident = Incident.report(
                reported,
                Progress.begin(placement, prepared.category(), prepared.urgent(), holder, deadlines.response(at)),
                report.photos(),
                TextSignature.of(report.description()));
        var code = QueryCode.next();
        writer.write(incident, typed, hash(reported.number(), code), prepared.flags(), caller);
        return receipt(incident, code);
    }

    /** For the form, before it is sent. */
    public boolean speaksOfDanger(String text) {
        return dangers.speakIn(text);
    }

    private static void authorise(Caller caller) {
        if (!caller.may(IncidentPermissions.REPORT) && !caller.may(IncidentPermissions.REPORT_FOR)) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.REPORT);
        }
    }

    byte[] hash(String number, QueryCode code) {
        return vault.blindIndex(QUERY_CODE, number + ":" + code.code());
    }

    private ReportReceipt receipt(Incident incident, QueryCode code) {
        var reported = incident.reported();
        var now = incident.progress();
        var area = now.placement().area();
        return new ReportReceipt(
                incident.id(),
                reported.number(),
                code.code(),
                labels.say("incident.reported", incident.id().toString()),
                incident.status(),
                area,
                labels.area(area),
                now.placement().grid(),
                now.category(),
                labels.category(now.category()),
                labels.handler(now.holder()),
                now.dueAt(),
                reported.danger(),
                reported.danger() ? DangerWords.NUMBERS : null);
    }
}
