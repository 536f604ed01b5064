package io.linli.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** The days on which the State Council's yearly notices differ from the plain week. */
final class DaysOff {

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final Set<LocalDate> holidays = new HashSet<>();
    private final Set<LocalDate> workdays = new HashSet<>();
    private final Set<Integer> published = new HashSet<>();

    DaysOff() {}

    DaysOff(DaysOff other) {
        holidays.addAll(other.holidays);
        workdays.addAll(other.workdays);
        published.addAll(other.published);
    }

    /** Takes a year as its notice says, in place of what was known of it. */
    void add(YearNotice notice) {
        notice.days().forEach((day, kind) -> {
            (kind.works() ? workdays : holidays).add(day);
            (kind.works() ? holidays : workdays).remove(day);
        });
        published.add(notice.year());
    }

    /**
     * Adds the days of a file with the columns date, kind, name. Its kinds are {@code holidays}, {@code workdays}
     * (made-up weekends) and {@code inLieuDays} (holidays that a made-up day pays for, named a second time).
     */
    void add(InputStream csv) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8));
        var number = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (number == 1 || line.isBlank()) {
                continue;
            }
            add(line, number);
        }
    }

    boolean isWorkingDay(LocalDate day) {
        return workdays.contains(day) || (!isWeekend(day) && !holidays.contains(day));
    }

    static boolean isWeekend(LocalDate day) {
        return WEEKEND.contains(day.getDayOfWeek());
    }

    boolean isPublished(LocalDate day) {
        return published.contains(day.getYear());
    }

    private void add(String line, int number) {
        var columns = line.split(",", 3);
        try {
            var day = LocalDate.parse(columns[0]);
            switch (columns[1]) {
                case "holidays", "inLieuDays" -> {
                    holidays.add(day);
                    workdays.remove(day);
                }
                case "workdays" -> {
                    workdays.add(day);
                    holidays.remove(day);
                }
                default -> throw new IllegalStateException("Line " + number + " of the calendar: unknown kind");
            }
            published.add(day.getYear());
        } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException("Line " + number + " of the calendar cannot be read", e);
        }
    }
}
