package io.linli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.operation.Alarms.Alarm;
import io.linli.operation.Watch.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.scheduling.config.TaskExecutionOutcome;
import org.springframework.scheduling.config.TaskExecutionOutcome.Status;

class AlarmsTests {

    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

    private final SimpleMeterRegistry measures = new SimpleMeterRegistry();
    private int percent = 10;

    private final DiskSpace disk = new DiskSpace() {

        @Override
        public int percentFull() {
            if (percent > 100) {
                throw new IllegalStateException("示例：磁盘读不出来");
            }
            return percent;
        }

        @Override
        public long megabytesFree() {
            return 512;
        }
    };

    @ParameterizedTest
    @CsvSource({"89, OK", "90, WARNING", "96, WARNING", "97, ALARM", "100, ALARM"})
    void warnsOfADiskThatFillsUpAndSoundsTheAlarmWhenItIsNearlyFull(int full, State state) {
        percent = full;

        assertThat(watch().look().state()).isEqualTo(state);
        assertThat(measures.get("linli.disk.full").gauge().value()).isEqualTo(full);
    }

    @Test
    void tellsInBothLanguagesWhatIsTheMatterAndWhatToDo() {
        percent = 98;
        var alarms = alarms(Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(alarms.all(Locale.CHINESE))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text()).isEqualTo("已用 98%，剩余 512 MB：暂停接收照片，仍接收上报。"))
                .satisfies(alarm -> assertThat(alarm.todo()).contains("备份"));
        assertThat(alarms.all(Locale.ENGLISH))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text()).startsWith("98 % full"))
                .satisfies(alarm -> assertThat(alarm.todo()).contains("backups"));
    }

    @Test
    void remembersSinceWhenAndShowsItAsAFigure() {
        var clock = new Moving();
        var alarms = alarms(clock);

        assertThat(one(alarms))
                .extracting(Alarm::state, Alarm::since, Alarm::todo)
                .containsExactly("OK", NOON, null);
        clock.now = NOON.plusSeconds(60);
        percent = 91;
        assertThat(one(alarms)).extracting(Alarm::state, Alarm::since).containsExactly("WARNING", clock.now);
        assertThat(measures.get("linli.alarm").tag("alarm", "disk").gauge().value())
                .isEqualTo(1);
        var since = clock.now;
        clock.now = NOON.plusSeconds(120);
        percent = 93;
        assertThat(one(alarms).since()).as("still the same warning").isEqualTo(since);
        percent = 99;
        assertThat(one(alarms)).extracting(Alarm::state, Alarm::since).containsExactly("ALARM", clock.now);
        assertThat(measures.get("linli.alarm").tag("alarm", "disk").gauge().value())
                .isEqualTo(2);
    }

    @Test
    void takesAWatchThatCannotLookForAnAlarm() {
        percent = 101;

        var alarm = one(alarms(Clock.fixed(NOON, ZoneOffset.UTC)));

        assertThat(alarm.state()).isEqualTo("ALARM");
        assertThat(alarm.text()).contains("IllegalStateException").doesNotContain("照片");
    }

    @Test
    void seesAJobThatFailedDidNotEndOrDidNotRun() {
        var due = Optional.of(NOON.plusSeconds(5));

        assertThat(fault(Status.SUCCESS, NOON, due)).isEmpty();
        assertThat(fault(Status.NONE, null, due)).isEmpty();
        assertThat(fault(Status.ERROR, NOON, due)).contains("failed (IllegalStateException)");
        assertThat(fault(Status.STARTED, NOON.minusSeconds(60), Optional.empty()))
                .isEmpty();
        assertThat(fault(Status.STARTED, NOON.minus(Duration.ofHours(7)), Optional.empty()))
                .contains("does not end");
        assertThat(fault(Status.SUCCESS, NOON, Optional.of(NOON.minus(Duration.ofHours(1)))))
                .contains("did not run");
    }

    @Test
    void knowsWhichMigrationsAreStillToCome() {
        var done = Map.of("flyway_schema_history_files", List.of(new Manifest.Migration("1", "V1__files.sql", 7)));

        assertThat(BackupBeforeUpgrade.pending(done, Map.of("flyway_schema_history_files", Set.of("V1__files.sql"))))
                .isEmpty();
        assertThat(BackupBeforeUpgrade.pending(
                        done,
                        Map.of(
                                "flyway_schema_history_files",
                                Set.of("V1__files.sql", "V2__more.sql"),
                                "flyway_schema_history_new",
                                Set.of("V1__new.sql"))))
                .containsExactlyInAnyOrder("V2__more.sql", "V1__new.sql");
    }

    private static Optional<String> fault(Status status, @Nullable Instant at, Optional<Instant> next) {
        var failure = status == Status.ERROR ? new IllegalStateException("示例") : null;
        return TimersWatch.fault(new TaskExecutionOutcome(at, status, failure), next, NOON);
    }

    private static Alarm one(Alarms alarms) {
        return alarms.all(Locale.CHINESE).getFirst();
    }

    private DiskWatch watch() {
        return new DiskWatch(disk, name -> 90, 97, measures);
    }

    private Alarms alarms(Clock clock) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/operation");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Alarms(List.of(watch()), messages, clock, measures);
    }

    private static final class Moving extends Clock {

        private Instant now = NOON;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
