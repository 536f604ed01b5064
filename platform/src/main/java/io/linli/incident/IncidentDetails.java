package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.incident.IncidentDetail.ActorView;
import io.linli.incident.IncidentDetail.Location;
import io.linli.incident.IncidentDetail.Main;
import io.linli.incident.IncidentDetail.Photo;
import io.linli.incident.IncidentDetail.Reminder;
import io.linli.incident.IncidentDetail.ReporterView;
import io.linli.incident.IncidentDetail.Step;
import io.linli.incident.IncidentDetail.TimelineEntry;
import io.linli.incident.IncidentDetail.Turned;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One incident with its timeline and what the caller can do now. */
@Service
public class IncidentDetails {

    private final Incidents incidents;
    private final Ratings ratings;
    private final Standings standings;
    private final Deadlines deadlines;
    private final Notes notes;
    private final Labels labels;
    private final JdbcClient database;
    private final SystemScope system;
    private final IncidentSettings settings;
    private final Tickets tickets;
    private final VoiceNotes voices;
    private final RestraintRows restraints;
    private final Clock clock;

    IncidentDetails(
            Incidents incidents,
            Ratings ratings,
            Standings standings,
            Deadlines deadlines,
            Notes notes,
            Labels labels,
            JdbcClient database,
            SystemScope system,
            IncidentSettings settings,
            Tickets tickets,
            VoiceNotes voices,
            RestraintRows restraints,
            Clock clock) {
        this.incidents = incidents;
        this.ratings = ratings;
        this.standings = standings;
        this.deadlines = deadlines;
        this.notes = notes;
        this.labels = labels;
        this.database = database;
        this.system = system;
        this.settings = settings;
        this.tickets = tickets;
        this.voices = voices;
        this.restraints = restraints;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public IncidentDetail of(IncidentId id, Caller caller) {
        var incident = incidents.get(id);
        var reported = incident.reported();
        var now = incident.progress();
        var place = now.placement();
        var point = place.point();
        var course = now.course();
        var level = course.level();
        var term = course.term();
        var trail = incidents.trail(id);
        var brokenAt = Trail.broken(
                        id, trail, incident.trail().length(), incident.trail().head())
                .orElse(null);
        var handler = labels.handler(now.holder());
        boolean mine = caller.id().equals(reported.owner());
        var text = text(id);
        return new IncidentDetail(
                id,
                reported.number(),
                reported.title(),
                incident.status(),
                now.category(),
                labels.category(now.category()),
                labels.rule(now.category(), course.version()),
                place.area(),
                labels.area(place.area()),
                labels.fullName(place.area()),
                place.grid(),
                now.urgent(),
                reported.danger(),
                reported.at(),
                reported.occurredAt(),
                now.respondedAt(),
                now.dueAt(),
                deadlines.isConfirmed(incident),
                deadlines.isProvisional(incident) ? true : null,
                incident.status().isOpen() ? deadlines.stage(incident).orElse(null) : null,
                course.escalations() == 0 ? null : course.escalations(),
                level == null ? null : new IncidentRow.HolderView(labels.area(level.area()), level.role(), null, null),
                incident.status() == IncidentStatus.SUSPENDED && term != null ? term.from() : null,
                term == null ? null : term.whole().clock(),
                new IncidentRow.HolderView(handler.name(), handler.role(), handler.unit(), handler.unitName()),
                reported.privacy(),
                place.how(),
                text.orElseGet(() -> labels.say("incident.erased")),
                new Location(
                        point == null ? null : point.longitude(),
                        point == null ? null : point.latitude(),
                        place.address()),
                reported.source(),
                mine,
                reporter(incident, caller),
                trail.stream().flatMap(entry -> photos(entry, text)).toList(),
                StepRules.open(incident, standings.of(caller, incident)).stream()
                        .filter(step -> step != IncidentStep.ADVANCE || deadlines.hasNextStage(incident))
                        .filter(step -> step != IncidentStep.REOPEN
                                || !mine
                                || settings.rules().mayReopen(now.endedAt(), clock.instant()))
                        .map(step -> new Step(step, step.needs()))
                        .toList(),
                trail.stream().map(entry -> line(entry, text)).toList(),
                brokenAt == null,
                brokenAt,
                ratings.find(id),
                turned(now.turns(), caller),
                reported.source() == IncidentSource.HOTLINE_12345 ? tickets.of(id) : null,
                reminder(incident, caller),
                text.isEmpty() ? null : voice(id));
    }

    /** Refuses it as unknown to who may not see it: for what is asked beside it, at a fraction of the cost of the whole. */
    @Transactional(readOnly = true)
    public void requireSeen(IncidentId id) {
        incidents.get(id);
    }

    /** For whoever decides whether it is filed; never of what is urgent, nor of a reporter whom nobody may know. */
    private @Nullable Reminder reminder(Incident incident, Caller caller) {
        var owner = incident.reported().owner();
        boolean undecided =
                incident.status() == IncidentStatus.REPORTED || incident.status() == IncidentStatus.VERIFYING;
        if (owner == null
                || !undecided
                || incident.progress().urgent()
                || incident.reported().privacy() != ReportPrivacy.OPEN
                || !caller.may(IncidentPermissions.FILE)
                || owner.equals(caller.id())) {
            return null;
        }
        return restraints
                .current(owner)
                .filter(kept -> kept.until().isAfter(clock.instant()))
                .map(kept -> new Reminder(kept.kind(), kept.number(), kept.until()))
                .orElse(null);
    }

    private @Nullable Turned turned(Turns turns, Caller caller) {
        if (turns.promisedBy(null).equals(Turns.NONE)) {
            return null;
        }
        var staff = caller.posts().stream().anyMatch(post -> post.role().serves());
        return new Turned(
                turns.objections(),
                turns.bound(),
                turns.reopenings(),
                staff ? labels.person(turns.first()) : null,
                turns.main() == null ? null : main(turns.main()),
                turns.joined(),
                turns.sampled(),
                turns.followUp());
    }

    /** Its number and state are for whoever reported the same; the matter itself is not. */
    private Main main(IncidentId id) {
        boolean seen = incidents.find(id).isPresent();
        var main = system.call(() -> incidents.get(id));
        return new Main(seen ? id : null, main.reported().number(), main.status());
    }

    private @Nullable Photo voice(IncidentId id) {
        var voice = voices.of(id);
        return voice == null ? null : new Photo(voice);
    }

    private static Stream<Photo> photos(Trail.Entry entry, Optional<String> text) {
        return text.isEmpty() ? Stream.empty() : entry.act().photos().stream().map(Photo::new);
    }

    private static TimelineEntry line(Trail.Entry entry, Optional<String> text) {
        var act = entry.act();
        return new TimelineEntry(
                act.at(),
                act.happened(),
                act.step(),
                entry.status(),
                new ActorView(act.by().name(), act.by().plainRole(), act.by().isDeputy()),
                act.note() == null ? null : act.note().text(),
                act.detail(),
                photos(entry, text).toList(),
                entry.due());
    }

    /** Empty when its time was over and it was erased, and the photos with it. */
    Optional<String> text(IncidentId id) {
        return database.sql("select text from incident.words where incident = ?")
                .param(id.id())
                .query(String.class)
                .optional();
    }

    private @Nullable ReporterView reporter(Incident incident, Caller caller) {
        var reported = incident.reported();
        if (reported.privacy() != ReportPrivacy.OPEN || StepRules.isAbout(incident, caller)) {
            return null;
        }
        var contact = contact(incident.id()).masked();
        return new ReporterView(
                contact.name() == null ? labels.person(reported.owner()) : contact.name(), contact.phone(), true);
    }

    Notes.Reachable contact(IncidentId id) {
        List<byte[]> sealed = database.sql("select contact from incident.words where incident = ?")
                .param(id.id())
                .query((row, n) -> row.getBytes(1))
                .list();
        return notes.openContact(sealed.isEmpty() ? null : sealed.getFirst());
    }

    /** Empty as above. */
    Optional<Notes.AsTyped> asTyped(IncidentId id) {
        return database.sql("select sealed from incident.words where incident = ?")
                .param(id.id())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(notes::openWords);
    }
}
