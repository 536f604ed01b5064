package io.linli.incident;

import io.linli.settings.PhoneClock;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What every step begins and ends with, inside its transaction. */
@Component
class Works {

    private final Incidents incidents;
    private final Standings standings;
    private final IncidentDetails details;
    private final Writes writes;
    private final SystemScope system;
    private final Clock clock;

    Works(
            Incidents incidents,
            Standings standings,
            IncidentDetails details,
            Writes writes,
            SystemScope system,
            Clock clock) {
        this.incidents = incidents;
        this.standings = standings;
        this.details = details;
        this.writes = writes;
        this.system = system;
        this.clock = clock;
    }

    Work begin(IncidentId id, Doer by) {
        return of(incidents.lock(id), by);
    }

    Work of(Incident incident, Doer by) {
        var caller = by.caller();
        var now = clock.instant();
        var happened =
                PhoneClock.happened(by.at(), by.offset(), incident.reported().at(), now);
        return new Work(incident, caller, standings.of(caller, incident), now, happened);
    }

    // The actor's right was checked on the incident as it was; as it is now, they may not see it any more.
    IncidentDetail done(Work work) {
        incidents.save(work.incident());
        return system.call(() -> {
            writes.flush();
            return details.of(work.incident().id(), work.caller());
        });
    }
}
