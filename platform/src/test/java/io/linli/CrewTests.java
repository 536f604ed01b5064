package io.linli;

import static io.linli.settings.CannotStart.Reason.DUTY_MISSING;
import static io.linli.settings.CannotStart.Reason.DUTY_UNKNOWN;
import static io.linli.settings.CannotStart.Reason.INSTANCES_OUT_OF_RANGE;
import static io.linli.settings.Duty.ANALYSIS;
import static io.linli.settings.Duty.SERVE;
import static io.linli.settings.Duty.TIMERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.settings.CannotStart;
import io.linli.settings.Duties;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who of several instances does what. */
class CrewTests {

    @Test
    void doesAllOfItEachWhenNothingIsSaid() {
        assertThat(Crew.of(3, List.of()).duties())
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.has(SERVE) && one.has(TIMERS) && one.has(ANALYSIS))
                        .isTrue());
    }

    @Test
    void sharesTheWorkAsItIsSaidAndTheLastWordHoldsForTheRest() {
        var duties = Crew.of(3, List.of("serve,timers,analysis", " Serve ")).duties();

        assertThat(duties.get(1).has(SERVE)).isTrue();
        assertThat(duties.get(1).has(TIMERS)).isFalse();
        assertThat(duties.get(2)).hasToString("serve");
        assertThat(Duties.of("analysis,timers")).hasToString("timers,analysis");
    }

    @Test
    void leavesNoDutyToNobody() {
        refuses(DUTY_MISSING, 2, "serve,timers");
        refuses(DUTY_UNKNOWN, 2, "serve,sensing");
        refuses(INSTANCES_OUT_OF_RANGE, 1, "");
        refuses(INSTANCES_OUT_OF_RANGE, 9, "");
        refuses(INSTANCES_OUT_OF_RANGE, 2, "serve", "timers", "analysis");
    }

    private static void refuses(CannotStart.Reason reason, int instances, String... words) {
        assertThatThrownBy(() -> Crew.of(instances, List.of(words)))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
