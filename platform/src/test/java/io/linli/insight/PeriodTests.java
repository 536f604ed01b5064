package io.linli.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.problem.ProblemException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeriodTests {

    private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

    @Test
    void beginsAndEndsAtMidnightOfChina() {
        var lastDay = new Period(NEW_YEAR.minusDays(1), NEW_YEAR.minusDays(1));

        assertThat(lastDay.begin()).isEqualTo("2026-12-30T16:00:00Z");
        assertThat(lastDay.end()).isEqualTo("2026-12-31T16:00:00Z");
        assertThat(lastDay.end()).isEqualTo(new Period(NEW_YEAR, NEW_YEAR).begin());
    }

    @Test
    void isWholeDaysOfChinaOnDaysOnWhichClocksWereSet() {
        var spring = LocalDate.of(1986, 5, 4); // 夏令时, from 1986 to 1991
        var autumn = LocalDate.of(1986, 9, 14);

        assertThat(hours(spring)).isEqualTo(23);
        assertThat(hours(autumn)).isEqualTo(25);
        assertThat(new Period(autumn, autumn).end().toInstant())
                .isEqualTo(new Period(autumn.plusDays(1), autumn.plusDays(1))
                        .begin()
                        .toInstant());
    }

    private static long hours(LocalDate day) {
        var period = new Period(day, day);
        return Duration.between(period.begin(), period.end()).toHours();
    }

    @Test
    void isComparedWithAsManyDaysRightBefore() {
        var period = new Period(NEW_YEAR, NEW_YEAR.plusDays(29));

        assertThat(period.days()).isEqualTo(30);
        assertThat(period.before()).isEqualTo(new Period(LocalDate.of(2026, 12, 2), LocalDate.of(2026, 12, 31)));
    }

    @Test
    void isThirtyDaysUntilTodayWhereNothingIsSaid() {
        assertThat(Period.of(null, null, NEW_YEAR)).isEqualTo(new Period(LocalDate.of(2026, 12, 3), NEW_YEAR));
        assertThat(Period.of(NEW_YEAR.minusDays(2), null, NEW_YEAR).days()).isEqualTo(3);
        assertThat(Period.of(NEW_YEAR.plusDays(2), null, NEW_YEAR).days()).isEqualTo(1);
    }

    @Test
    void isNeitherBackwardsNorAHundredYearsLong() {
        assertThat(refusal(NEW_YEAR, NEW_YEAR.minusDays(1))).isEqualTo(InsightProblem.INSIGHT_PERIOD_INVALID);
        assertThat(refusal(NEW_YEAR.minusYears(100), NEW_YEAR)).isEqualTo(InsightProblem.INSIGHT_PERIOD_TOO_LONG);
        assertThat(new Period(NEW_YEAR.minusYears(3), NEW_YEAR.minusDays(1)).days())
                .isEqualTo(1_096);
    }

    @Test
    void leavesStretchesWhereDaysAreTakenOut() {
        var week = new Period(NEW_YEAR.minusDays(3), NEW_YEAR.plusDays(3));

        assertThat(week.without(Set.of())).containsExactly(week);
        assertThat(week.without(Set.of(NEW_YEAR.minusDays(3), NEW_YEAR, NEW_YEAR.plusDays(9))))
                .containsExactly(
                        new Period(NEW_YEAR.minusDays(2), NEW_YEAR.minusDays(1)),
                        new Period(NEW_YEAR.plusDays(1), NEW_YEAR.plusDays(3)));
        assertThat(new Period(NEW_YEAR, NEW_YEAR).without(Set.of(NEW_YEAR))).isEmpty();
    }

    private static Object refusal(LocalDate from, LocalDate to) {
        var found = new Object[1];
        assertThatThrownBy(() -> new Period(from, to))
                .isInstanceOfSatisfying(ProblemException.class, refused -> found[0] = refused.problem());
        return found[0];
    }
}
