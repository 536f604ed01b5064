package io.linli.incident;

import static io.linli.incident.IncidentProblem.TRACKING_UNKNOWN;

import io.linli.identity.Limits;
import io.linli.incident.Trail.Act;
import io.linli.privacy.Vault;
import io.linli.problem.ProblemException;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import io.linli.territory.AreaCode;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds a report again by its number and query code, without an account: the only way back to an anonymous one. */
@Service
public class IncidentTracking {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int ADDRESS_SHARED_BY = 20; // a community's office, a mobile network's gateway

    private final Incidents incidents;
    private final AfterTheEnd after;
    private final IncidentIntake intake;
    private final Notes notes;
    private final Labels labels;
    private final JdbcClient database;
    private final SystemScope system;
    private final Writes writes;
    private final Clock clock;
    private final Limits limits;
    private final Vault vault;
    private final IncidentSettings settings;

    IncidentTracking(
            Incidents incidents,
            AfterTheEnd after,
            IncidentIntake intake,
            Notes notes,
            Labels labels,
            JdbcClient database,
            SystemScope system,
            Writes writes,
            Clock clock,
            Limits limits,
            Vault vault,
            IncidentSettings settings) {
        this.incidents = incidents;
        this.after = after;
        this.intake = intake;
        this.notes = notes;
        this.labels = labels;
        this.database = database;
        this.system = system;
        this.writes = writes;
        this.clock = clock;
        this.limits = limits;
        this.vault = vault;
        this.settings = settings;
    }

    /**
     * What a reporter may know by number and code alone: no names, no notes.
     *
     * @param main the number of the matter that it was merged into; state, deadline and what follows are that one's
     */
    public record Tracked(
            String number,
            IncidentStatus status,
            String statusText,
            String categoryName,
            AreaCode area,
            String areaName,
            Instant reportedAt,
            @Nullable Instant dueAt,
            List<Line> timeline,
            boolean mayRate,
            boolean mayReopen,
            @Nullable String main) {

        public record Line(Instant at, IncidentStatus status, String text) {}
    }

    /**
     * Looks, unless wrong codes from there have used up what an hour has: for that number, and for all numbers together.
     * Only wrong codes count, and nowhere but where they come from, so that nobody can keep a reporter out by guessing at
     * their number. That leaves guessing from many places: a code says 46 bits, and a hundred thousand networks with all
     * their tries would need some eight thousand years for half of them.
     */
    public Tracked limited(String number, String address, Supplier<Tracked> look) {
        var here = veiled(number + " " + address);
        var anywhere = veiled(address);
        limits.take("track", here, settings.tracking(), AN_HOUR);
        try {
            limits.take("track-from", anywhere, settings.tracking() * ADDRESS_SHARED_BY, AN_HOUR);
        } catch (ProblemException refused) {
            limits.giveBack("track", here);
            throw refused;
        }
        boolean wrong = false;
        try {
            return look.get();
        } catch (ProblemException refused) {
            wrong = refused.problem() == TRACKING_UNKNOWN;
            throw refused;
        } finally {
            if (!wrong) {
                limits.giveBack("track", here);
                limits.giveBack("track-from", anywhere);
            }
        }
    }

    private String veiled(String text) {
        return HexFormat.of().formatHex(vault.blindIndex("incident.tracking", text));
    }

    @Transactional
    public Tracked track(String number, String code) {
        return system.call(() -> tracked(incidents.get(find(number, code))));
    }

    @Transactional
    public Tracked rate(String number, String code, Rating rating, @Nullable String typed) {
        return system.call(() -> {
            var incident = incidents.lock(find(number, code));
            var note = notes.note(typed);
            var at = clock.instant();
            incident.rateByCode(new Act(IncidentStep.RATE, Actor.REPORTER, at, null, note, List.of()), rating);
            incidents.save(incident);
            after.rated(incident, rating, Rater.CODE, note, at);
            writes.flush();
            return tracked(incidents.get(incident.id()));
        });
    }

    /** It ended, and is not done: within the period it goes back to the desk. */
    @Transactional
    public Tracked reopen(String number, String code, @Nullable String typed) {
        return system.call(() -> {
            var incident = incidents.lock(find(number, code));
            after.reopenByCode(incident, notes.needed(typed), clock.instant());
            incidents.save(incident);
            writes.flush();
            return tracked(incidents.get(incident.id()));
        });
    }

    private IncidentId find(String number, String code) {
        var hash = intake.hash(number, QueryCode.typed(code));
        return database
                .sql("select id, query_code from incident.incident where number = ?")
                .param(number)
                .query((row, n) -> MessageDigest.isEqual(row.getBytes(2), hash)
                        ? new IncidentId(row.getObject(1, UUID.class))
                        : null)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(TRACKING_UNKNOWN::with);
    }

    private Tracked tracked(Incident incident) {
        var reported = incident.reported();
        var now = incident.progress();
        var area = now.placement().area();
        var main = now.turns().main() == null ? null : incidents.get(now.turns().main());
        var followed = main == null ? incident : main;
        return new Tracked(
                reported.number(),
                followed.status(),
                labels.status(followed.status()),
                labels.category(now.category()),
                area,
                labels.area(area),
                reported.at(),
                followed.progress().dueAt(),
                lines(incident, main),
                StepRules.unratable(incident).isEmpty(),
                incident.status().next().contains(IncidentStatus.REOPENED)
                        && settings.rules().mayReopen(now.endedAt(), clock.instant()),
                main == null ? null : main.reported().number());
    }

    /** Its own, and since it was merged those of the matter that it is part of. */
    private List<Tracked.Line> lines(Incident incident, @Nullable Incident main) {
        var own = incidents.trail(incident.id());
        if (main == null) {
            return own.stream().map(this::line).toList();
        }
        var merged = own.getLast().act().at();
        var theirs = incidents.trail(main.id()).stream()
                .filter(entry -> entry.act().at().isAfter(merged))
                .filter(entry -> entry.act().step() != IncidentStep.JOIN
                        && entry.act().step() != IncidentStep.RATE
                        && entry.act().step() != IncidentStep.DISCLOSE
                        && entry.act().step() != IncidentStep.DECLINE_DISCLOSURE);
        return Stream.concat(own.stream(), theirs).map(this::line).toList();
    }

    private Tracked.Line line(Trail.Entry entry) {
        var act = entry.act();
        return new Tracked.Line(
                act.at(),
                entry.status(),
                labels.say("incident.step." + act.step().name()));
    }
}
