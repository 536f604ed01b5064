package io.linli.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold at any moment of 2004 to 2026, tried at thousands of them, always the same. */
class WorkingCalendarPropertyTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant FIRST = Instant.parse("2003-12-31T16:00:00Z");
    private static final Instant LAST = Instant.parse("2026-12-31T15:59:59Z");
    private static final int TRIES = 4_000;

    private final WorkingCalendar calendar = new ChinaCalendar("09:00-12:00,13:00-17:00", "");
    private final Random random = new Random(20261121);

    @ParameterizedTest
    @EnumSource
    void whoReportsLaterIsNotDueEarlier(SlaClock clock) {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var later = from.plusSeconds(random.nextInt(3 * 86_400));
            var limit = new TimeLimit(1 + random.nextInt(60), clock);

            assertThat(calendar.deadline(later, limit)).isAfterOrEqualTo(calendar.deadline(from, limit));
            assertThat(calendar.deadline(from, limit)).isAfter(from);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongerLimitEndsLater(SlaClock clock) {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var amount = 1 + random.nextInt(60);

            assertThat(calendar.deadline(from, new TimeLimit(amount + 1, clock)))
                    .isAfter(calendar.deadline(from, new TimeLimit(amount, clock)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoLimitsOneAfterTheOtherAreOneLongOne(SlaClock clock) {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var first = 1 + random.nextInt(30);
            var second = 1 + random.nextInt(30);
            var between = calendar.deadline(from, new TimeLimit(first, clock));

            assertThat(calendar.deadline(between, new TimeLimit(second, clock)))
                    .isEqualTo(calendar.deadline(from, new TimeLimit(first + second, clock)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WALL_CLOCK")
    void nothingIsDueWhenNobodyWorks(SlaClock clock) {
        var free = daysOfKind("holidays");
        for (var i = 0; i < TRIES; i++) {
            var due = LocalDateTime.ofInstant(
                    calendar.deadline(moment(), new TimeLimit(1 + random.nextInt(80), clock)), SHANGHAI);

            assertThat(free).doesNotContain(due.toLocalDate());
            assertThat(calendar.isWorkingDay(due.toLocalDate())).isTrue();
            assertThat(due.toLocalTime()).isBetween(LocalTime.of(9, 0), LocalTime.of(17, 0));
        }
    }

    @Test
    void aLimitInHoursHoldsThatMuchWorkingTime() {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var hours = 1 + random.nextInt(100);

            var due = calendar.deadline(from, new TimeLimit(hours, SlaClock.WORKING_HOUR));

            assertThat(calendar.workingTime(from, due)).isEqualTo(Duration.ofHours(hours));
            assertThat(calendar.workingTime(from, due.minusMillis(1))).isLessThan(Duration.ofHours(hours));
        }
    }

    @Test
    void aLimitInDaysHoldsThatManyWorkingDaysAfterTheFirst() {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var days = 1 + random.nextInt(40);

            var due = LocalDateTime.ofInstant(
                    calendar.deadline(from, new TimeLimit(days, SlaClock.WORKING_DAY)), SHANGHAI);

            assertThat(LocalDate.ofInstant(from, SHANGHAI)
                            .plusDays(1)
                            .datesUntil(due.toLocalDate().plusDays(1))
                            .filter(calendar::isWorkingDay))
                    .hasSize(days);
            assertThat(due.toLocalTime()).isEqualTo(LocalTime.of(17, 0));
        }
    }

    @Test
    void workingTimeOfTwoSpansIsThatOfTheWhole() {
        for (var i = 0; i < TRIES; i++) {
            var from = moment();
            var between = from.plusSeconds(random.nextInt(20 * 86_400));
            var to = between.plusSeconds(random.nextInt(20 * 86_400));

            assertThat(calendar.workingTime(from, between).plus(calendar.workingTime(between, to)))
                    .isEqualTo(calendar.workingTime(from, to));
            assertThat(calendar.workingTime(to, from)).isZero();
        }
    }

    @Test
    void agreesWithCountingMinuteByMinute() {
        for (var i = 0; i < 200; i++) {
            var from = moment().truncatedTo(ChronoUnit.MINUTES);
            var hours = 1 + random.nextInt(16);

            assertThat(calendar.deadline(from, new TimeLimit(hours, SlaClock.WORKING_HOUR)))
                    .as("%s and %s hours", from, hours)
                    .isEqualTo(minuteByMinute(from, hours * 60));
        }
    }

    @Test
    void everyPublishedDayIsAsPublished() {
        var free = daysOfKind("holidays");
        var madeUp = daysOfKind("workdays");

        assertThat(free).hasSizeGreaterThan(400).allMatch(day -> !calendar.isWorkingDay(day));
        assertThat(daysOfKind("inLieuDays")).isNotEmpty().allMatch(free::contains);
        assertThat(madeUp)
                .hasSizeGreaterThan(100)
                .allMatch(calendar::isWorkingDay)
                .allMatch(day -> day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY);
        assertThat(madeUp).anyMatch(day -> day.getDayOfWeek() == DayOfWeek.SUNDAY);
        assertThat(IntStream.rangeClosed(2004, 2026).mapToObj(year -> LocalDate.of(year, 7, 1)))
                .allMatch(calendar::isPublished);
    }

    /** Days of the year, less its weekends, less the statutory holidays: 11, and 13 from 2025 (全国年节及纪念日放假办法). */
    @ParameterizedTest
    @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
    void aYearHasItsWorkingDays(int year, int days) {
        assertThat(LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(calendar::isWorkingDay))
                .hasSize(days);
    }

    private Instant moment() {
        return FIRST.plusSeconds(random.nextLong(Duration.between(FIRST, LAST).toSeconds()));
    }

    /** The same question answered in the plainest way, from the published rows alone. */
    private static Instant minuteByMinute(Instant from, int minutes) {
        var free = daysOfKind("holidays");
        var madeUp = daysOfKind("workdays");
        var left = minutes;
        for (var at = from; ; at = at.plus(1, ChronoUnit.MINUTES)) {
            if (left == 0) {
                return at;
            }
            var here = LocalDateTime.ofInstant(at, SHANGHAI);
            var day = here.toLocalDate();
            var works = madeUp.contains(day) || (day.getDayOfWeek().getValue() <= 5 && !free.contains(day));
            var hour = here.getHour();
            left -= works && hour >= 9 && hour < 17 && hour != 12 ? 1 : 0;
        }
    }

    private static Set<LocalDate> daysOfKind(String kind) {
        return rows().filter(row -> row.get(1).equals(kind))
                .map(row -> LocalDate.parse(row.getFirst()))
                .collect(Collectors.toSet());
    }

    private static Stream<List<String>> rows() {
        try (var csv = Objects.requireNonNull(
                WorkingCalendar.class.getResourceAsStream("/calendar/cn_holidays_2004_2026.csv"))) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
