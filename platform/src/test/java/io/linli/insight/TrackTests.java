package io.linli.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.incident.Rating;
import org.junit.jupiter.api.Test;

class TrackTests {

    @Test
    void answersWithTheFirstHumanActAndNotWithWhatTheMachineDoes() {
        var dispatched = SomeCourse.reported(600).dispatched(0);
        assertThat(dispatched.track().respondedAt()).isNull();

        var taken = dispatched.taken(25, true).answered(90);
        assertThat(taken.track().respondedAt()).isEqualTo(SomeCourse.at(25));
    }

    @Test
    void endsWhenItIsClosedAndNotWhenItIsRated() {
        var closed = SomeCourse.reported(600)
                .dispatched(0)
                .taken(10, true)
                .answered(60)
                .closed(80)
                .rated(500, true);

        assertThat(closed.track().endedAt()).isEqualTo(SomeCourse.at(80));
        assertThat(closed.track().ratedAt()).isEqualTo(SomeCourse.at(500));
        assertThat(closed.track().rating()).isEqualTo(new Rating(true, true, true));
        assertThat(closed.track().late())
                .as("closed within its time, and nobody set a limit for the rest")
                .isFalse();
    }

    @Test
    void isLateWhenALimitWasOverBeforeItWasKept() {
        assertThat(SomeCourse.reported(60)
                        .dispatched(0)
                        .taken(10, true)
                        .answered(60)
                        .track()
                        .late())
                .as("at the last moment")
                .isFalse();
        assertThat(SomeCourse.reported(60)
                        .dispatched(0)
                        .taken(10, true)
                        .answered(61)
                        .track()
                        .late())
                .isTrue();
        assertThat(SomeCourse.reported(60).dispatched(0).escalated(60).track().late())
                .isTrue();
    }

    @Test
    void countsEachTimeThatItWasSentBack() {
        var twice = SomeCourse.reported(600)
                .dispatched(0)
                .taken(10, true)
                .answered(20)
                .sentBack(30, 700)
                .taken(40, false)
                .answered(50)
                .sentBack(60, 700)
                .taken(70, false)
                .answered(80)
                .closed(90);

        assertThat(twice.track().reworks()).isEqualTo(2);
        assertThat(twice.track().late()).isFalse();
    }
}
