package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much somebody has in hand, and how often they dealt with such a thing: numbers for whoever dispatches, which say
 * nothing of the matters themselves. Counted over all matters, since a desk sees but a part of what a department has.
 */
@Component
class Workload {

    private static final Duration LATELY = Duration.ofDays(180);
    private static final String OPEN = Arrays.stream(IncidentStatus.values())
            .filter(IncidentStatus::isOpen)
            .map(status -> "'" + status + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private final JdbcClient database;
    private final SystemScope system;
    private final Clock clock;

    Workload(JdbcClient database, SystemScope system, Clock clock) {
        this.database = database;
        this.system = system;
        this.clock = clock;
    }

    /** What each of these people has in hand. */
    Map<AccountId, Long> ofPeople(Collection<AccountId> people) {
        return counts(people, """
                select assignee, count(*) from incident.incident
                where assignee = any (?::uuid[]) and status in %s group by assignee""".formatted(OPEN), List.of());
    }

    /** How many matters of that kind each of these people closed in half a year. */
    Map<AccountId, Long> ofKind(Collection<AccountId> people, @Nullable String category) {
        return category == null
                ? Map.of()
                : counts(
                        people,
                        """
                        select h, count(*) from incident.incident i, unnest(i.handlers) h
                        where h = any (?::uuid[]) and i.category = ? and i.reported_at > ? and i.status = 'CLOSED'
                        group by h""",
                        List.of(category, Incidents.at(clock.instant().minus(LATELY))));
    }

    /** What is a unit's to do, in its queue or with one of its people. */
    Map<OrgUnitId, Long> ofUnits(Collection<OrgUnitId> units) {
        var found = new HashMap<OrgUnitId, Long>();
        if (!units.isEmpty()) {
            var codes = units.stream().map(OrgUnitId::id).toArray(String[]::new);
            system.run(() -> database.sql("select unit, count(*) from incident.incident where unit = any (?)"
                            + " and status in " + OPEN + " group by unit")
                    .param(codes)
                    .query(row -> {
                        found.put(new OrgUnitId(row.getString(1)), row.getLong(2));
                    }));
        }
        return found;
    }

    private Map<AccountId, Long> counts(Collection<AccountId> people, String sql, List<Object> more) {
        var found = new HashMap<AccountId, Long>();
        if (!people.isEmpty()) {
            system.run(() -> database.sql(sql)
                    .param(Incidents.array(people))
                    .params(more)
                    .query(row -> {
                        found.put(new AccountId(row.getObject(1, UUID.class)), row.getLong(2));
                    }));
        }
        return found;
    }
}
