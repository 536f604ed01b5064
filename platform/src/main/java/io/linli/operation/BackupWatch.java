package io.linli.operation;

import io.linli.settings.Adjustments;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How old the last good backup is. A demo needs none. */
@Component
class BackupWatch implements Watch {

    private final JdbcClient database;
    private final Clock clock;
    private final Adjustments adjustments;
    private final boolean demo;

    BackupWatch(
            JdbcClient database,
            Clock clock,
            Adjustments adjustments,
            @Value("${linli.demo}") boolean demo,
            MeterRegistry measures) {
        this.database = database;
        this.clock = clock;
        this.adjustments = adjustments;
        this.demo = demo;
        Gauge.builder(
                        "linli.backup.age",
                        this,
                        watch -> watch.age().map(Duration::toSeconds).orElse(-1L))
                .baseUnit("seconds")
                .description("Age of the data of the last backup; -1 when there is none")
                .register(measures);
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Finding look() {
        var age = age();
        if (age.isEmpty()) {
            return Finding.of(demo ? State.OFF : State.WARNING);
        }
        var alarm = Duration.ofHours(adjustments.of(OperationAdjustables.BACKUP_ALARM));
        var late = age.get().compareTo(alarm) > 0;
        var state = !late ? State.OK : demo ? State.OFF : State.ALARM;
        return Finding.of(state, age.get().toHours(), alarm.toHours());
    }

    private Optional<Duration> age() {
        return last().map(taken -> Duration.between(taken, clock.instant()));
    }

    private Optional<Instant> last() {
        return database.sql("select max(taken) from operation.backup")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }
}
