package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_EVIDENCE_MISSING;
import static io.linli.incident.IncidentProblem.INCIDENT_NOT_SIMPLE;
import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;

import io.linli.files.Files;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.identity.Role;
import io.linli.incident.Incidents.Typed;
import io.linli.incident.Trail.Act;
import io.linli.privacy.Vault;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * 即报即处: what somebody in service found and settled themselves, from report to end at once. Some of it, that nobody can
 * tell beforehand, is looked at by another person.
 */
@Component
class OnTheSpot {

    private static final String SAMPLE = "incident.sample";

    private final Incidents incidents;
    private final IncidentTasks tasks;
    private final Dispatch dispatch;
    private final Deadlines deadlines;
    private final Standings standings;
    private final Categories categories;
    private final RequiredEvidence evidence;
    private final Notes notes;
    private final Files files;
    private final Vault vault;
    private final IncidentSettings settings;

    OnTheSpot(
            Incidents incidents,
            IncidentTasks tasks,
            Dispatch dispatch,
            Deadlines deadlines,
            Standings standings,
            Categories categories,
            RequiredEvidence evidence,
            Notes notes,
            Files files,
            Vault vault,
            IncidentSettings settings) {
        this.incidents = incidents;
        this.tasks = tasks;
        this.dispatch = dispatch;
        this.deadlines = deadlines;
        this.standings = standings;
        this.categories = categories;
        this.evidence = evidence;
        this.notes = notes;
        this.files = files;
        this.vault = vault;
        this.settings = settings;
    }

    /** What is confidential, about somebody in service, or dangerous takes the whole way, on which others look at it. */
    static void refuseUnlessSimple(Settled settled, boolean danger) {
        var report = settled.report();
        if (danger || report.privacy() != ReportPrivacy.OPEN || report.about() != null) {
            throw INCIDENT_NOT_SIMPLE.with();
        }
        if (settled.photos().isEmpty()) {
            throw INCIDENT_EVIDENCE_MISSING.with().at("done.photos");
        }
    }

    void settle(Incident incident, Settled settled, Caller caller) {
        var now = incident.progress();
        var at = incident.reported().at();
        var self = self(incident, caller).orElseThrow(INCIDENT_ON_OTHER_GROUND::with);
        if (settled.report().photos().isEmpty()
                && categories
                        .kind(now.category())
                        .filter(kind -> kind.is().evidence().before())
                        .isPresent()) {
            throw INCIDENT_EVIDENCE_MISSING.with().at("photos");
        }
        var by = Actor.of(caller, now.placement().area());
        var done = new Act(IncidentStep.FEEDBACK, by, at, null, notes.needed(settled.note()), settled.photos())
                .saying(evidence.whereTaken(incident, settled.taken()));
        incident.settle(
                done,
                self,
                deadlines.version(incident),
                deadlines.handling(at, now.category()),
                isSampled(incident.id()));
    }

    void write(Incident incident, Settled settled, Typed typed, byte[] queryCode, List<String> flags, Caller caller) {
        incidents.add(incident, typed, queryCode, flags);
        var matter = incident.id().matter();
        files.attach(settled.report().photos(), caller.username(), matter);
        files.attach(settled.photos(), caller.username(), matter);
        if (incident.progress().turns().sampled()) {
            var at = incident.reported().at();
            tasks.ask(incident, AfterTheEnd.CHECK, dispatch.inspector(incident), at, deadlines.followUp(at));
        }
    }

    /** By the post that looks after the place, or for the department whose it is to do. */
    private Optional<Holder> self(Incident incident, Caller caller) {
        var area = incident.progress().placement().area();
        OrgUnitId unit = incident.progress().holder().unit();
        if (unit != null && caller.posts().stream().anyMatch(post -> unit.equals(post.unit()))) {
            return Optional.of(new Holder(caller.id(), unit, Role.DEPARTMENT_STAFF, null));
        }
        return standings.of(caller, incident).covers()
                ? Actor.nearest(
                                caller.posts().stream()
                                        .filter(post -> post.role().seesArea())
                                        .toList(),
                                area)
                        .map((Post post) -> Holder.person(caller.id(), post.role(), post.area()))
                : Optional.empty();
    }

    // by a key that no phone has: whoever makes the id cannot make one that is not looked at
    boolean isSampled(IncidentId id) {
        int drawn = ByteBuffer.wrap(vault.blindIndex(SAMPLE, id.toString())).getInt();
        return Math.floorMod(drawn, 100) < settings.rules().sample();
    }
}
