package io.linli.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The published days off of 2004 to 2026 (from the package chinese-days, see the licence beside the data) and those of a
 * file that the operator adds when the next year's notice is out.
 */
@Component
class ChinaCalendar implements WorkingCalendar {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String SHIPPED = "/calendar/cn_holidays_2004_2026.csv";

    private final DaysOff days = new DaysOff();
    private final WorkingHours hours;

    @Autowired
    ChinaCalendar(
            @Value("${linli.working-hours:09:00-12:00,13:00-17:00}") String hours,
            @Value("${linli.calendar-file:}") String added) {
        this.hours = WorkingHours.of(hours);
        try (var shipped = ChinaCalendar.class.getResourceAsStream(SHIPPED)) {
            if (shipped == null) {
                throw new IllegalStateException("The calendar is missing in the program");
            }
            days.add(shipped);
            if (!added.isEmpty()) {
                try (var file = Files.newInputStream(Path.of(added))) {
                    days.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The calendar cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return days.isWorkingDay(day);
    }

    @Override
    public boolean isPublished(LocalDate day) {
        return days.isPublished(day);
    }

    @Override
    public Instant deadline(Instant from, TimeLimit limit) {
        return switch (limit.clock()) {
            case WALL_CLOCK -> from.plus(Duration.ofHours(limit.amount()));
            case WORKING_DAY -> afterWorkingDays(from, limit.amount());
            case WORKING_HOUR -> afterWorkingTime(from, Duration.ofHours(limit.amount()));
        };
    }

    @Override
    public Duration workingTime(Instant from, Instant to) {
        var total = Duration.ZERO;
        var last = dayOf(to);
        for (var day = dayOf(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                for (var span : hours.spans()) {
                    var start = latest(at(day, span.start()), from);
                    var end = earliest(at(day, span.end()), to);
                    total = start.isBefore(end) ? total.plus(Duration.between(start, end)) : total;
                }
            }
        }
        return total;
    }

    /** 民法典 第二百零一条: the day of the start is not counted. 第二百零三条: the last day ends when business ends. */
    private Instant afterWorkingDays(Instant from, int amount) {
        var day = dayOf(from);
        for (var counted = 0; counted < amount; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                counted++;
            }
        }
        return at(day, hours.close());
    }

    private Instant afterWorkingTime(Instant from, Duration wanted) {
        var left = wanted;
        for (var day = dayOf(from); ; day = day.plusDays(1)) {
            if (!isWorkingDay(day)) {
                continue;
            }
            for (var span : hours.spans()) {
                var start = latest(at(day, span.start()), from);
                var end = at(day, span.end());
                if (!start.isBefore(end)) {
                    continue;
                }
                var here = Duration.between(start, end);
                if (left.compareTo(here) <= 0) {
                    return start.plus(left);
                }
                left = left.minus(here);
            }
        }
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
