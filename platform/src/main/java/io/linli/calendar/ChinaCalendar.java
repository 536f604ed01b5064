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
import java.util.Collection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The published days off of 2004 to 2026 (from the package chinese-days, see the licence beside the data) and those of a
 * file that the operator adds when the next year's notice is out.
 */
@Component
class ChinaCalendar implements WorkingCalendar {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String SHIPPED = "/calendar/cn_holidays_2004_2026.csv";

    private final DaysOff base = new DaysOff();
    private final WorkingHours hours;
    private volatile Known known;

    @Autowired
    ChinaCalendar(
            @Value("${linli.working-hours:09:00-12:00,13:00-17:00}") String hours,
            @Value("${linli.calendar-file:}") String added) {
        this.hours = WorkingHours.of(hours);
        try (var shipped = ChinaCalendar.class.getResourceAsStream(SHIPPED)) {
            if (shipped == null) {
                throw new IllegalStateException("The calendar is missing in the program");
            }
            base.add(shipped);
            if (!added.isEmpty()) {
                try (var file = Files.newInputStream(Path.of(added))) {
                    base.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The calendar cannot be read: " + e.getMessage(), e);
        }
        known = new Known(0, base);
    }

    /** The days, and the number of the last change of those that were published since. */
    private record Known(long revision, DaysOff days) {}

    /** Takes the years that were published into this installation, beside those that ship. */
    void take(long revision, Collection<YearNotice> years) {
        var days = new DaysOff(base);
        years.forEach(days::add);
        known = new Known(revision, days);
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return known.days().isWorkingDay(day);
    }

    @Override
    public boolean isPublished(LocalDate day) {
        return known.days().isPublished(day);
    }

    @Override
    public LocalDate publishedFrom(LocalDate day) {
        var days = known.days();
        int year = day.getYear();
        while (days.isPublished(LocalDate.of(year, 1, 1))) {
            year++;
        }
        return year == day.getYear() ? day.minusDays(1) : LocalDate.of(year - 1, 12, 31);
    }

    @Override
    public long revision() {
        return known.revision();
    }

    @Override
    public Instant deadline(Instant from, TimeLimit limit) {
        return deadline(from, TimeLeft.of(limit));
    }

    @Override
    public Instant deadline(Instant from, TimeLeft left) {
        return switch (left.clock()) {
            case WALL_CLOCK -> from.plus(left.time());
            case WORKING_DAY -> left.amount() == 0 ? endOfBusiness(from) : afterWorkingDays(from, left.amount());
            case WORKING_HOUR -> afterWorkingTime(from, left.time());
        };
    }

    @Override
    public TimeLeft left(Instant now, Instant due, SlaClock clock) {
        return switch (clock) {
            case WALL_CLOCK -> TimeLeft.of(Duration.between(now, due), clock);
            case WORKING_HOUR -> TimeLeft.of(workingTime(now, due), clock);
            case WORKING_DAY -> new TimeLeft(clock, workingDays(dayOf(now), dayOf(due)));
        };
    }

    @Override
    public Instant used(int percent, TimeLeft whole, Instant due) {
        var limit = whole.clock() == SlaClock.WORKING_DAY ? hours.aDay().multipliedBy(whole.amount()) : whole.time();
        var rest = limit.multipliedBy(100 - percent).dividedBy(100);
        return whole.clock() == SlaClock.WALL_CLOCK ? due.minus(rest) : beforeWorkingTime(due, rest);
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
    private Instant afterWorkingDays(Instant from, long amount) {
        var day = dayOf(from);
        for (var counted = 0L; counted < amount; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                counted++;
            }
        }
        return at(day, hours.close());
    }

    /** When business ends today, or on the next working day if it has ended or nobody works. */
    private Instant endOfBusiness(Instant from) {
        for (var day = dayOf(from); ; day = day.plusDays(1)) {
            if (isWorkingDay(day) && !at(day, hours.close()).isBefore(from)) {
                return at(day, hours.close());
            }
        }
    }

    /** Those after the one day, up to the other and with it. */
    private long workingDays(LocalDate after, LocalDate last) {
        return after.isBefore(last)
                ? after.plusDays(1)
                        .datesUntil(last.plusDays(1))
                        .filter(this::isWorkingDay)
                        .count()
                : 0;
    }

    private Instant beforeWorkingTime(Instant due, Duration wanted) {
        var left = wanted;
        for (var day = dayOf(due); ; day = day.minusDays(1)) {
            if (!isWorkingDay(day)) {
                continue;
            }
            for (var span : hours.spans().reversed()) {
                var start = at(day, span.start());
                var end = earliest(at(day, span.end()), due);
                if (!start.isBefore(end)) {
                    continue;
                }
                var here = Duration.between(start, end);
                if (left.compareTo(here) <= 0) {
                    return end.minus(left);
                }
                left = left.minus(here);
            }
        }
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
