package io.linli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of several that come by the clock, one does it. */
@SpringBootTest
class TurnsTests {

    private static final Instant NIGHT = Instant.parse("2026-11-21T18:30:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(10);

    @Autowired
    JdbcClient database;

    private final String job = "test." + UUID.randomUUID();

    private boolean taken(Instant at) {
        return new KeptTurns(database, Clock.fixed(at, ZoneOffset.UTC)).take(job, WITHIN);
    }

    @Test
    void areTakenByOneOfThoseWhoseClocksDifferALittleAndAgainTheNextTime() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(Stream.iterate(0, n -> n + 1)
                    .limit(8)
                    .map(n -> (Callable<Boolean>) () -> taken(NIGHT.plusMillis(300L * n)))
                    .toList());
            int once = 0;
            for (var one : all) {
                once += one.get() ? 1 : 0;
            }
            assertThat(once).isEqualTo(1);
        }
        assertThat(taken(NIGHT.minusSeconds(2))).as("a clock that is late").isFalse();
        assertThat(taken(NIGHT.plus(Duration.ofDays(1)))).isTrue();
    }
}
