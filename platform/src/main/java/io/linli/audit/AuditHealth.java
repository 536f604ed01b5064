package io.linli.audit;

import io.linli.settings.EachInstance;
import io.linli.settings.SystemScope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whether what is written down is also sealed soon, and copied. Not a part of readiness: the records are there. */
@Component("auditHealthIndicator")
@EachInstance
class AuditHealth extends AbstractHealthIndicator {

    private final JdbcClient database;
    private final Seals seals;
    private final Sealer sealer;
    private final Months months;
    private final SystemScope system;
    private final TransactionTemplate reading;
    private final Duration alarm;
    private volatile Duration lag = Duration.ZERO;

    AuditHealth(
            JdbcClient database,
            Seals seals,
            Sealer sealer,
            Months months,
            SystemScope system,
            PlatformTransactionManager transactions,
            MeterRegistry measures,
            @Value("${linli.audit.alarm:60s}") Duration alarm) {
        this.database = database;
        this.seals = seals;
        this.sealer = sealer;
        this.months = months;
        this.system = system;
        this.alarm = alarm;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        Gauge.builder("linli.audit.lag", () -> lag.toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("How long the oldest record that is not yet sealed has waited")
                .register(measures);
    }

    @Scheduled(fixedDelayString = "${linli.audit.measure:10s}", initialDelayString = "5s")
    void measure() {
        Duration found = system.call(() -> reading.execute(status -> find()));
        lag = found == null ? Duration.ZERO : found;
    }

    private Duration find() {
        var last = seals.last().map(Seal::last).orElse(Position.START);
        return database.sql("""
                        select coalesce(extract(epoch from now() - min(written)), 0) from audit.record r
                        where (r.epoch, r.xid, r.seq) > (?, ?::text::xid8, ?)""")
                .params(last.epoch(), last.xid(), last.number())
                .query((row, n) -> Duration.ofMillis((long) (row.getDouble(1) * 1000)))
                .single();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var wrong = new ArrayList<String>();
        if (sealer.isEnabled() && lag.compareTo(alarm) > 0) {
            wrong.add("records wait " + lag.toSeconds() + " s to be sealed");
        }
        if (sealer.failure() != null) {
            wrong.add("the copy of the roots cannot be written: " + sealer.failure());
        }
        if (!months.areReady()) {
            wrong.add("the coming month has no table");
        }
        health.status(wrong.isEmpty() ? "UP" : "DOWN").withDetail("lag", lag.toSeconds() + " s");
        if (!wrong.isEmpty()) {
            health.withDetail("wrong", wrong);
        }
    }
}
