package io.linli.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Suspended time does not count, and warnings come at their share, at thousands of moments of 2004 to 2026. */
class PausesPropertyTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant FIRST = Instant.parse("2003-12-31T16:00:00Z");
    private static final Instant LAST = Instant.parse("2026-10-31T15:59:59Z");
    private static final int TRIES = 2_000;

    private final WorkingCalendar calendar = new ChinaCalendar("09:00-12:00,13:00-17:00", "");
    private final Random random = new Random(20261122);

    @ParameterizedTest
    @EnumSource
    void aPauseOfNoLengthMovesNothing(SlaClock clock) {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var due = calendar.deadline(from, limit(clock));
            var now = within(from, due);

            assertThat(calendar.deadline(now, calendar.left(now, due, clock)))
                    .as("%s of %s to %s", now, from, due)
                    .isEqualTo(due);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPauseNeverShortensALimitAndALongerOneEndsNoEarlier(SlaClock clock) {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var due = calendar.deadline(from, limit(clock));
            var stopped = within(from, due);
            var left = calendar.left(stopped, due, clock);
            var on = stopped.plusSeconds(random.nextInt(20 * 86_400));
            var later = on.plusSeconds(random.nextInt(5 * 86_400));

            assertThat(calendar.deadline(on, left)).isAfterOrEqualTo(due);
            assertThat(calendar.deadline(later, left)).isAfterOrEqualTo(calendar.deadline(on, left));
        }
    }

    @Test
    void pausedHoursAgreeWithCountingMinuteByMinute() {
        for (var i = 0; i < 150; i++) {
            var from = moment().truncatedTo(ChronoUnit.MINUTES);
            var hours = 1 + random.nextInt(16);
            var due = calendar.deadline(from, new TimeLimit(hours, SlaClock.WORKING_HOUR));
            var stopped = within(from, due).truncatedTo(ChronoUnit.MINUTES);
            var on = stopped.plus(random.nextInt(6 * 1_440), ChronoUnit.MINUTES);

            var again = calendar.deadline(on, calendar.left(stopped, due, SlaClock.WORKING_HOUR));

            assertThat(again)
                    .as("%s for %s hours, stopped from %s to %s", from, hours, stopped, on)
                    .isEqualTo(minuteByMinute(from, hours * 60, stopped, on));
        }
    }

    /** The working days between, the paused ones left out, are those of the limit. */
    @Test
    void pausedDaysAgreeWithCountingDayByDay() {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var days = 1 + random.nextInt(20);
            var due = calendar.deadline(from, new TimeLimit(days, SlaClock.WORKING_DAY));
            var stopped = within(from, due);
            var on = stopped.plusSeconds(random.nextInt(10 * 86_400));

            var again = calendar.deadline(on, calendar.left(stopped, due, SlaClock.WORKING_DAY));

            long before = workingDaysAfter(day(from), day(stopped));
            long after = workingDaysAfter(day(on), day(again));
            if (before < days) { // else it was stopped on its last day, which then begins anew
                assertThat(before + after).isEqualTo(days);
            } else {
                assertThat(after).isLessThanOrEqualTo(1);
            }
            assertThat(LocalDateTime.ofInstant(again, SHANGHAI).toLocalTime()).isEqualTo(LocalTime.of(17, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void warningsComeInOrderBeforeTheEnd(SlaClock clock) {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var limit = limit(clock);
            var whole = TimeLeft.of(limit);
            var due = calendar.deadline(from, limit);

            var yellow = calendar.used(70, whole, due);
            var red = calendar.used(90, whole, due);

            assertThat(yellow).isBefore(red);
            assertThat(red).isBefore(due);
            assertThat(calendar.used(100, whole, due)).isEqualTo(due);
            if (clock == SlaClock.WORKING_HOUR) {
                var time = Duration.ofHours(limit.amount());
                assertThat(calendar.workingTime(from, yellow))
                        .isEqualTo(time.multipliedBy(70).dividedBy(100));
                assertThat(calendar.workingTime(yellow, due))
                        .isEqualTo(time.multipliedBy(30).dividedBy(100));
            }
        }
    }

    private Instant minuteByMinute(Instant from, int minutes, Instant stopped, Instant on) {
        var left = minutes;
        for (var at = from; ; at = at.plus(1, ChronoUnit.MINUTES)) {
            if (at.equals(stopped)) {
                at = on;
            }
            if (left == 0) {
                return at;
            }
            var here = LocalDateTime.ofInstant(at, SHANGHAI);
            var hour = here.getHour();
            left -= calendar.isWorkingDay(here.toLocalDate()) && hour >= 9 && hour < 17 && hour != 12 ? 1 : 0;
        }
    }

    private long workingDaysAfter(LocalDate day, LocalDate last) {
        return day.isBefore(last)
                ? day.plusDays(1)
                        .datesUntil(last.plusDays(1))
                        .filter(calendar::isWorkingDay)
                        .count()
                : 0;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, SHANGHAI);
    }

    private TimeLimit limit(SlaClock clock) {
        return new TimeLimit(1 + random.nextInt(40), clock);
    }

    private Instant within(Instant from, Instant due) {
        return from.plusMillis(
                random.nextLong(Math.max(1, Duration.between(from, due).toMillis())));
    }

    private Instant moment() {
        return FIRST.plusSeconds(random.nextLong(Duration.between(FIRST, LAST).toSeconds()));
    }
}
