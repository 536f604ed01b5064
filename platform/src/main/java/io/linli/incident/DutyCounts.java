package io.linli.incident;

import static io.linli.workforce.DutySource.Counted.DISPUTE_MATTERS;
import static io.linli.workforce.DutySource.Counted.REPORTS;

import io.linli.identity.AccountId;
import io.linli.settings.SystemScope;
import io.linli.workforce.DutySource;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What grid workers reported, and which disputes they handled to the end: numbers that say nothing of the matters. */
@Configuration(proxyBeanMethods = false)
class DutyCounts {

    private final JdbcClient database;
    private final SystemScope system;
    private final Categories categories;

    DutyCounts(JdbcClient database, SystemScope system, Categories categories) {
        this.database = database;
        this.system = system;
        this.categories = categories;
    }

    private interface Count {
        Map<AccountId, Long> of(Collection<AccountId> workers, Instant from, Instant until);
    }

    private record Source(Counted what, Count counting) implements DutySource {

        @Override
        public Map<AccountId, Long> count(Collection<AccountId> workers, Instant from, Instant until) {
            return counting.of(workers, from, until);
        }
    }

    @Bean
    DutySource reportsOfWorkers() {
        return new Source(REPORTS, this::reports);
    }

    @Bean
    DutySource disputesOfWorkers() {
        return new Source(DISPUTE_MATTERS, this::disputes);
    }

    /** A report made in confidence is counted for nobody: the number would tell on who made it. */
    private Map<AccountId, Long> reports(Collection<AccountId> workers, Instant from, Instant until) {
        return counted("""
                select owner, count(*) from incident.incident
                where owner = any (?) and reported_at >= ? and reported_at < ?
                    and privacy = 'OPEN' and status <> 'WITHDRAWN'
                group by owner""", workers, Incidents.at(from), Incidents.at(until));
    }

    private Map<AccountId, Long> disputes(Collection<AccountId> workers, Instant from, Instant until) {
        var kinds = categories.all().stream()
                .map(Category::code)
                .filter(Disputes::isOne)
                .toArray(String[]::new);
        return counted("""
                select h, count(*) from incident.incident i, unnest(i.handlers) h
                where h = any (?) and i.ended_at >= ? and i.ended_at < ? and i.category = any (?) and i.status = 'CLOSED'
                group by h""", workers, Incidents.at(from), Incidents.at(until), kinds);
    }

    private Map<AccountId, Long> counted(String sql, Collection<AccountId> workers, Object... more) {
        var counts = new HashMap<AccountId, Long>();
        system.run(() -> {
            var query =
                    database.sql(sql).param(workers.stream().map(AccountId::id).toArray(UUID[]::new));
            for (var one : more) {
                query = query.param(one);
            }
            query.query(row -> {
                counts.put(new AccountId(row.getObject(1, UUID.class)), row.getLong(2));
            });
        });
        return counts;
    }
}
