package io.linli.calendar;

import static io.linli.calendar.CalendarProblem.CALENDAR_DAY_OUTSIDE;
import static io.linli.calendar.CalendarProblem.CALENDAR_DAY_TWICE;
import static io.linli.calendar.CalendarProblem.CALENDAR_FESTIVAL_MISSING;
import static io.linli.calendar.CalendarProblem.CALENDAR_GAP;
import static io.linli.calendar.CalendarProblem.CALENDAR_LINE_UNREADABLE;
import static io.linli.calendar.CalendarProblem.CALENDAR_NOTICE_INVALID;
import static io.linli.calendar.CalendarProblem.CALENDAR_NO_WEEKEND;
import static io.linli.calendar.CalendarProblem.CALENDAR_YEAR_UNFIT;

import io.linli.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The State Council's notice on the days off of one year (国务院办公厅关于…年部分节假日安排的通知): the days off of each
 * festival and the weekends that are worked instead. A notice with a hole in it would let deadlines fall on a holiday for a
 * whole year, so it is taken whole or not at all.
 */
record YearNotice(int year, Map<LocalDate, Kind> days, Map<LocalDate, String> names) {

    private static final int LONGEST = 120; // days; a year has some forty
    private static final int FIRST = 2004;
    private static final int LAST = 2099;

    /** 全国年节及纪念日放假办法. The mid-autumn festival may fall on the National Day, as in 2020. */
    private static final List<String> FESTIVALS = List.of("元旦", "春节", "清明", "劳动节", "端午", "国庆");

    private static final String MID_AUTUMN = "中秋";
    private static final int BOTH = 8; // days off of the two together

    /** Whether people work on it. */
    enum Kind {
        OFF,
        WORKING;

        boolean works() {
            return this == WORKING;
        }
    }

    YearNotice {
        days = new TreeMap<>(days);
        names = new TreeMap<>(names);
    }

    /** Reads lines with date, kind and name, as the shipped data have them; all that is wrong is told at once. */
    static YearNotice read(int year, List<String> lines) {
        if (year < FIRST || year > LAST) {
            throw CALENDAR_YEAR_UNFIT.with(FIRST, LAST).at("year");
        }
        var days = new LinkedHashMap<LocalDate, Kind>();
        var names = new LinkedHashMap<LocalDate, String>();
        var wrong = new ArrayList<ProblemException>();
        int number = 0;
        for (var line : lines) {
            var field = "lines[" + number++ + "]";
            if (line.isBlank() || line.startsWith("date,")) {
                continue;
            }
            if (days.size() == LONGEST) {
                throw CALENDAR_LINE_UNREADABLE.with(LONGEST).at(field);
            }
            try {
                put(year, line, days, names);
            } catch (ProblemException refused) {
                wrong.add(refused.at(field));
            }
        }
        if (wrong.isEmpty()) {
            var notice = new YearNotice(year, days, names);
            notice.gaps(wrong);
            notice.missing(wrong);
            if (wrong.isEmpty()) {
                return notice;
            }
        }
        throw CALENDAR_NOTICE_INVALID.with(String.valueOf(year), wrong.size()).because(wrong);
    }

    private static void put(int year, String line, Map<LocalDate, Kind> days, Map<LocalDate, String> names) {
        var columns = line.split(",", 3);
        LocalDate day;
        try {
            day = LocalDate.parse(columns[0].strip());
        } catch (DateTimeException e) {
            throw CALENDAR_LINE_UNREADABLE.with(LONGEST);
        }
        if (columns.length < 3 || columns[2].isBlank() || columns[2].length() > 100) {
            throw CALENDAR_LINE_UNREADABLE.with(LONGEST);
        }
        var kind =
                switch (columns[1].strip()) {
                    case "holidays", "inLieuDays" -> Kind.OFF;
                    case "workdays" -> Kind.WORKING;
                    default -> throw CALENDAR_LINE_UNREADABLE.with(LONGEST);
                };
        // New Year's days off may begin, and be worked for, in the last days of the year before
        if (day.getYear() != year && !(day.getYear() == year - 1 && day.getMonthValue() == 12)) {
            throw CALENDAR_DAY_OUTSIDE.with(day.toString(), String.valueOf(year));
        }
        if (kind.works() && !DaysOff.isWeekend(day)) {
            throw CALENDAR_NO_WEEKEND.with(day.toString());
        }
        var before = days.put(day, kind);
        if (before != null && before != kind) {
            throw CALENDAR_DAY_TWICE.with(day.toString());
        }
        names.putIfAbsent(day, columns[2].strip());
    }

    private void gaps(List<ProblemException> wrong) {
        var byFestival = days.keySet().stream()
                .filter(day -> days.get(day) == Kind.OFF)
                .collect(Collectors.groupingBy(
                        day -> names.getOrDefault(day, ""), LinkedHashMap::new, Collectors.toList()));
        byFestival.forEach((festival, off) -> {
            for (int n = 1; n < off.size(); n++) {
                var last = off.get(n - 1);
                var next = off.get(n);
                if (next.isAfter(last.plusDays(20))) {
                    continue; // New Year's, in January and again in December
                }
                last.plusDays(1)
                        .datesUntil(next)
                        .filter(this::isWorked)
                        .forEach(day -> wrong.add(
                                CALENDAR_GAP.with(day.toString(), festival).at("lines")));
            }
        });
    }

    private void missing(List<ProblemException> wrong) {
        for (var festival : FESTIVALS) {
            if (off(festival) == 0) {
                wrong.add(CALENDAR_FESTIVAL_MISSING.with(festival).at("lines"));
            }
        }
        if (off(MID_AUTUMN) == 0 && off("国庆") < BOTH) {
            wrong.add(CALENDAR_FESTIVAL_MISSING.with(MID_AUTUMN).at("lines"));
        }
    }

    private long off(String festival) {
        return days.entrySet().stream()
                .filter(day -> day.getValue() == Kind.OFF)
                .filter(day -> names.getOrDefault(day.getKey(), "").contains(festival))
                .count();
    }

    private boolean isWorked(LocalDate day) {
        var kind = days.get(day);
        return kind == null ? !DaysOff.isWeekend(day) : kind.works();
    }
}
