package io.linli.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.problem.ProblemException;
import java.time.LocalDate;
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

    private static Object refusal(LocalDate from, LocalDate to) {
        var found = new Object[1];
        assertThatThrownBy(() -> new Period(from, to))
                .isInstanceOfSatisfying(ProblemException.class, refused -> found[0] = refused.problem());
        return found[0];
    }
}
