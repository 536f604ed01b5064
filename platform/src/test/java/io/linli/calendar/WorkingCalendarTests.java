package io.linli.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTests {

    private final WorkingCalendar calendar = new ChinaCalendar("09:00-12:00,13:00-17:00", "");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, true", // a Friday
        "2026-11-21, false",
        "2026-02-17, false", // spring festival, a Tuesday
        "2026-02-14, true", // a Saturday, made up for
        "2026-02-28, true",
        "2026-10-01, false",
        "2026-10-10, true",
        "2027-01-01, true", // not published: a Friday
        "2027-01-02, false",
    })
    void knowsWhenPeopleWork(LocalDate day, boolean working) {
        assertThat(calendar.isWorkingDay(day)).isEqualTo(working);
    }

    @Test
    void saysHowFarItKnows() {
        assertThat(calendar.isPublished(LocalDate.of(2004, 1, 1))).isTrue();
        assertThat(calendar.isPublished(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(calendar.isPublished(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(calendar.isPublished(LocalDate.of(2003, 12, 31))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // Wednesday 18 November 2026
        "2026-11-18T10:00, 2, WORKING_HOUR, 2026-11-18T12:00",
        "2026-11-18T11:00, 2, WORKING_HOUR, 2026-11-18T14:00", // over noon
        "2026-11-18T16:30, 4, WORKING_HOUR, 2026-11-19T13:30",
        "2026-11-18T23:50, 4, WORKING_HOUR, 2026-11-19T14:00", // at night the clock stands
        "2026-11-20T16:00, 2, WORKING_HOUR, 2026-11-23T10:00", // over a weekend
        "2026-11-21T08:00, 7, WORKING_HOUR, 2026-11-23T17:00",
        "2026-02-13T16:00, 2, WORKING_HOUR, 2026-02-14T10:00", // Friday, then a made-up Saturday
        "2026-02-14T16:00, 2, WORKING_HOUR, 2026-02-24T10:00", // over the spring festival
        "2026-11-18T10:00, 1, WORKING_DAY, 2026-11-19T17:00",
        "2026-11-18T23:59, 1, WORKING_DAY, 2026-11-19T17:00",
        "2026-11-18T00:01, 3, WORKING_DAY, 2026-11-23T17:00",
        "2026-02-14T10:00, 1, WORKING_DAY, 2026-02-24T17:00",
        "2026-09-30T10:00, 5, WORKING_DAY, 2026-10-13T17:00", // 8, 9, 10 (made up), 12, 13
        "2026-02-14T23:00, 48, WALL_CLOCK, 2026-02-16T23:00",
    })
    void reckonsAsAPersonWould(LocalDateTime from, int amount, SlaClock clock, LocalDateTime deadline) {
        assertThat(calendar.deadline(shanghai(from), new TimeLimit(amount, clock)))
                .isEqualTo(shanghai(deadline));
    }

    @Test
    void learnsTheNextYearFromAFile(@TempDir Path folder) throws IOException {
        var notice = folder.resolve("2027.csv");
        Files.writeString(notice, """
                date,kind,name
                2027-03-01,holidays,made up for this test
                2027-03-06,workdays,made up for this test
                """);

        var added = new ChinaCalendar("09:00-12:00,13:00-17:00", notice.toString());

        assertThat(added.isWorkingDay(LocalDate.of(2027, 3, 1))).isFalse();
        assertThat(added.isWorkingDay(LocalDate.of(2027, 3, 6))).isTrue();
        assertThat(added.isPublished(LocalDate.of(2027, 3, 1))).isTrue();
        assertThat(added.isWorkingDay(LocalDate.of(2026, 10, 10)))
                .as("as shipped")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-13-01,holidays,x", "2027-01-01,feast,x", "2027-01-01", "soon,holidays,x"})
    void saysWhichLineItCannotRead(String line, @TempDir Path folder) throws IOException {
        var notice = folder.resolve("2027.csv");
        Files.writeString(notice, "date,kind,name\n" + line + "\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> new ChinaCalendar("09:00-17:00", notice.toString()))
                .withMessageContaining("Line 2 of the calendar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9-17", "17:00-09:00", "09:00-12:00,11:00-17:00", "09:00-25:00", "09:00-09:00"})
    void isNotMadeOfImpossibleHours(String hours) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChinaCalendar(hours, ""));
    }

    @Test
    void countsTheHoursOfThePlace() {
        var early = new ChinaCalendar("08:00-12:00, 14:30-18:00", "");

        assertThat(early.deadline(
                        shanghai(LocalDateTime.parse("2026-11-18T11:00")), new TimeLimit(2, SlaClock.WORKING_HOUR)))
                .isEqualTo(shanghai(LocalDateTime.parse("2026-11-18T15:30")));
    }

    private static Instant shanghai(LocalDateTime time) {
        return time.atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }
}
