package io.linli.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.linli.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The notice of a year's days off is taken whole or not at all. */
class YearNoticeTests {

    /** Made up for the tests: no such notice is out yet. */
    static List<String> sample() {
        return new ArrayList<>(List.of(
                "2027-01-01,holidays,元旦",
                "2027-02-05,holidays,春节",
                "2027-02-06,holidays,春节",
                "2027-02-07,holidays,春节",
                "2027-02-08,holidays,春节",
                "2027-02-09,holidays,春节",
                "2027-02-20,workdays,春节",
                "2027-04-05,holidays,清明",
                "2027-05-01,holidays,劳动节",
                "2027-05-03,holidays,劳动节",
                "2027-06-09,holidays,端午",
                "2027-09-15,holidays,中秋",
                "2027-10-01,holidays,国庆节",
                "2027-10-04,holidays,国庆节",
                "2027-10-05,holidays,国庆节"));
    }

    static IntStream publishedYears() {
        return IntStream.rangeClosed(2008, 2026);
    }

    @ParameterizedTest
    @MethodSource("publishedYears")
    void takesEveryYearThatWasEverPublishedUnderTheRulesOfToday(int year) throws IOException {
        var lines = shipped().stream()
                .filter(line -> line.startsWith(String.valueOf(year)))
                .toList();

        var notice = YearNotice.read(year, lines);

        assertThat(notice.days()).hasSizeGreaterThan(20);
    }

    @Test
    void takesAWholeYear() {
        var notice = YearNotice.read(2027, sample());

        assertThat(notice.days()).containsEntry(LocalDate.of(2027, 2, 20), YearNotice.Kind.WORKING);
        assertThat(notice.days()).hasSize(15);
    }

    @Test
    void refusesAGapInsideAYearAndSaysWhichDay() {
        var lines = sample();
        lines.remove("2027-02-08,holidays,春节"); // a Monday

        var refused = refused(lines);

        assertThat(refused.problem()).isEqualTo(CalendarProblem.CALENDAR_NOTICE_INVALID);
        assertThat(refused.reasons()).singleElement().satisfies(gap -> {
            assertThat(gap.problem()).isEqualTo(CalendarProblem.CALENDAR_GAP);
            assertThat(gap.details()).containsExactly("2027-02-08", "春节");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "元旦, CALENDAR_FESTIVAL_MISSING",
        "清明, CALENDAR_FESTIVAL_MISSING",
        "端午, CALENDAR_FESTIVAL_MISSING",
        "中秋, CALENDAR_FESTIVAL_MISSING",
    })
    void refusesAYearWithoutAFestival(String festival, CalendarProblem problem) {
        var lines = sample();
        lines.removeIf(line -> line.endsWith(festival));

        assertThat(refused(lines).reasons())
                .singleElement()
                .satisfies(missing -> assertThat(missing.problem()).isEqualTo(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2027-13-01,holidays,元旦;CALENDAR_LINE_UNREADABLE",
                "2027-01-02,feast,元旦;CALENDAR_LINE_UNREADABLE",
                "2027-01-02;CALENDAR_LINE_UNREADABLE",
                "2028-01-02,holidays,元旦;CALENDAR_DAY_OUTSIDE",
                "2026-11-30,holidays,元旦;CALENDAR_DAY_OUTSIDE",
                "2027-02-22,workdays,春节;CALENDAR_NO_WEEKEND",
                "2027-02-06,workdays,春节;CALENDAR_DAY_TWICE",
            })
    void saysWhichLineIsWrongAndWhy(String line, CalendarProblem problem) {
        var lines = sample();
        lines.add(line);

        assertThat(refused(lines).reasons()).singleElement().satisfies(wrong -> {
            assertThat(wrong.problem()).isEqualTo(problem);
            assertThat(wrong.field()).isEqualTo("lines[15]");
        });
    }

    @Test
    void changesWhatTheCalendarSaysOfThatYearAndOfNoOther() {
        var calendar = new ChinaCalendar("09:00-12:00,13:00-17:00", "");
        assertThat(calendar.publishedFrom(LocalDate.of(2026, 11, 22))).isEqualTo(LocalDate.of(2026, 12, 31));

        calendar.take(1, List.of(YearNotice.read(2027, sample())));

        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 8))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 20))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 10, 10))).isTrue();
        assertThat(calendar.publishedFrom(LocalDate.of(2026, 11, 22))).isEqualTo(LocalDate.of(2027, 12, 31));
        assertThat(calendar.revision()).isEqualTo(1);
    }

    private static ProblemException refused(List<String> lines) {
        return Objects.requireNonNull(catchThrowableOfType(ProblemException.class, () -> YearNotice.read(2027, lines)));
    }

    private static List<String> shipped() throws IOException {
        try (var csv = Objects.requireNonNull(
                WorkingCalendar.class.getResourceAsStream("/calendar/cn_holidays_2004_2026.csv"))) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
