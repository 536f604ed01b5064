package io.linli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.journal.Follower.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where much is written, readers that nobody waits for gather longer: fewer batches, fewer commits. */
class FollowerPaceTests {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Pace pace = new Pace(PAUSE, Duration.ofSeconds(1));

    @Test
    void gathersLongerStepByStepWhileMuchIsWritten() {
        var first = pace.after(16, PAUSE, false);
        var second = pace.after(500, first, false);
        var third = pace.after(500, second, false);

        assertThat(first).hasMillis(100);
        assertThat(second).hasMillis(200);
        assertThat(third).hasMillis(400);
        assertThat(pace.after(500, third, false)).hasMillis(400);
    }

    @Test
    void looksOftenAgainOnceLittleIsWritten() {
        assertThat(pace.after(15, Duration.ofMillis(400), false)).isEqualTo(PAUSE);
    }

    @Test
    void neverLetsWaitWhoSitsBeforeIt() {
        assertThat(pace.after(500, PAUSE, true)).isEqualTo(PAUSE);
    }
}
