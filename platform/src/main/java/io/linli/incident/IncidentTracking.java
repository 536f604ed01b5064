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
    private final Ratings ratings;
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
            Ratings ratings,
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
        this.ratings = ratings;
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

    /** What a reporter may know by number and code alone: no names, no notes. */
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
            boolean mayRate) {

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
            ratings.add(incident.id(), rating, note, at);
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
        return new Tracked(
                reported.number(),
                incident.status(),
                labels.status(incident.status()),
                labels.category(now.category()),
                area,
                labels.area(area),
                reported.at(),
                now.dueAt(),
                incidents.trail(incident.id()).stream().map(this::line).toList(),
                StepRules.unratable(incident).isEmpty());
    }

    private Tracked.Line line(Trail.Entry entry) {
        var act = entry.act();
        return new Tracked.Line(
                act.at(),
                entry.status(),
                labels.say("incident.step." + act.step().name()));
    }
}
