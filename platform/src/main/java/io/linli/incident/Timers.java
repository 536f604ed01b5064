package io.linli.incident;

import io.linli.calendar.WorkingCalendar;
import io.linli.incident.Trail.Act;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fires what is due: warnings, and a level up when the time is over. When a timer fires next stands in the incident's own
 * row, and is moved on under the incident's own lock in the transaction in which it fires: so each fires once however many
 * instances sweep, none is lost when one of them dies, and none fires again when the clock of the machine is put back.
 */
@Component
class Timers {

    private static final Logger log = LoggerFactory.getLogger(Timers.class);

    private final JdbcClient database;
    private final Incidents incidents;
    private final IncidentTasks tasks;
    private final Deadlines deadlines;
    private final Dispatch dispatch;
    private final WorkingCalendar calendar;
    private final IncidentSettings settings;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile @Nullable Instant lastSweep;

    Timers(
            JdbcClient database,
            Incidents incidents,
            IncidentTasks tasks,
            Deadlines deadlines,
            Dispatch dispatch,
            WorkingCalendar calendar,
            IncidentSettings settings,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.dispatch = dispatch;
        this.calendar = calendar;
        this.settings = settings;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${linli.incident.timers:5s}", initialDelayString = "${linli.incident.timers:5s}")
    void sweep() {
        int fired;
        do {
            fired = tryRound(clock.instant());
        } while (fired == settings.sweep());
        int counted;
        do {
            counted = recount();
        } while (counted == settings.sweep());
        lastSweep = clock.instant();
    }

    // one that cannot fire must not keep the others from firing
    private int tryRound(Instant now) {
        try {
            return round(now);
        } catch (RuntimeException e) {
            log.error("A timer cannot fire; each of those that are due is tried by itself", e);
            var ids = dueIds(now);
            for (var id : ids) {
                try {
                    inSystem(() -> {
                        fire(incidents.lock(id), now);
                        return 1;
                    });
                } catch (RuntimeException alone) {
                    log.error("The timer of incident {} cannot fire", id, alone);
                }
            }
            return 0;
        }
    }

    private List<IncidentId> dueIds(Instant now) {
        var found = new ArrayList<IncidentId>();
        inSystem(() -> {
            found.addAll(database.sql("select id from incident.incident where next_at <= ? order by next_at limit ?")
                    .params(Incidents.at(now), settings.sweep() * 10)
                    .query((row, n) -> new IncidentId(row.getObject(1, UUID.class)))
                    .list());
            return found.size();
        });
        return found;
    }

    /** When it last came to the end of what was due; null since the start. */
    @Nullable
    Instant lastSweep() {
        return lastSweep;
    }

    /** Some of those that are due, the oldest first; what another instance has in hand is passed over. */
    int round(Instant now) {
        return inSystem(() -> {
            var due = due(now);
            due.forEach(incident -> fire(incident, now));
            return due.size();
        });
    }

    private List<Incident> due(Instant now) {
        return database.sql("""
                        select * from incident.incident where next_at <= ? order by next_at limit ?
                        for no key update skip locked""")
                .params(Incidents.at(now), settings.sweep())
                .query(IncidentRowMapper::incident)
                .list();
    }

    void fire(Incident incident, Instant now) {
        var firing = deadlines.firing(incident, now);
        if (firing.over()) {
            escalate(incident, now);
        } else if (firing.told() > incident.progress().course().told()) {
            incident.warn(firing.told(), firing.next(), now);
        } else {
            incident.waitUntil(firing.next()); // it was moved after its timer had been set
        }
        incidents.save(incident);
    }

    private void escalate(Incident incident, Instant now) {
        var progress = incident.progress();
        var above = dispatch.superior(
                        progress.holder(),
                        progress.course().level(),
                        progress.placement().area(),
                        incident.hiddenFrom())
                .orElse(null);
        boolean begun = incident.isBegun();
        var act = new Act(IncidentStep.ESCALATE, Actor.SYSTEM, now, null, null, List.of());
        incident.escalate(act, above, deadlines.escalation(now));
        if (above != null) {
            if (begun) {
                tasks.lookAfter(incident, above, now);
            } else {
                tasks.handOn(incident, above, now);
            }
        }
    }

    /** Some of those that were counted by an older calendar; tells how many. */
    int recount() {
        int counted = inSystem(() -> {
            var old = old();
            old.forEach(this::recount);
            return old.size();
        });
        if (counted > 0) {
            log.info("{} deadlines were counted again by the calendar as it is now", counted);
        }
        return counted;
    }

    private List<Incident> old() {
        return database.sql("""
                        select * from incident.incident
                        where term_calendar < ? and term_calendar is not null and term_clock <> 'WALL_CLOCK'
                        order by term_calendar, id limit ? for no key update skip locked""")
                .params(calendar.revision(), settings.sweep())
                .query(IncidentRowMapper::incident)
                .list();
    }

    private void recount(Incident incident) {
        if (incident.progress().dueAt() == null) {
            incident.recounted(deadlines.recountedWhileSuspended(incident));
        } else {
            var act = new Act(IncidentStep.RESCHEDULE, Actor.SYSTEM, clock.instant(), null, null, List.of());
            incident.reschedule(act, deadlines.recounted(incident));
            tasks.move(incident);
        }
        incidents.save(incident);
    }

    private int inSystem(IntSupplier work) {
        return system.call(() -> {
            Integer done = transaction.execute(status -> work.getAsInt());
            return done == null ? 0 : done;
        });
    }
}
