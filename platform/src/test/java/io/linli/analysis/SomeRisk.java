package io.linli.analysis;

import io.linli.settings.SystemScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Incidents that add to the risk of a grid, as the journal would tell of them. */
public record SomeRisk(ApplicationContext context) {

    public String grid(String town) {
        return new SomeFindings(context).grid(town);
    }

    public String incident(String grid, String category, boolean urgent, int daysAgo) {
        var id = UUID.randomUUID();
        inSystem(
                """
                insert into analysis.contribution (incident, area, category, at, urgent, danger, open, again)
                values (?, ?, ?, ?, ?, false, true, 0)""",
                id,
                grid,
                category,
                Instant.now().minus(Duration.ofDays(daysAgo)).atOffset(ZoneOffset.UTC),
                urgent);
        return id.toString();
    }

    public void forget(String... incidents) {
        for (var id : incidents) {
            inSystem("delete from analysis.contribution where incident = ?::uuid", id);
        }
    }

    private void inSystem(String sql, Object... values) {
        context.getBean(SystemScope.class)
                .run(() -> context.getBean(TransactionTemplate.class)
                        .executeWithoutResult(status -> context.getBean(JdbcClient.class)
                                .sql(sql)
                                .params(values)
                                .update()));
    }
}
