package io.linli.calendar;

import io.linli.settings.FirstDayCheck;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Whether the days off are known for as long ahead as deadlines reach. */
@Component
class CalendarCheck implements FirstDayCheck {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int AHEAD = 60; // days; the longest usual limit

    private final WorkingCalendar calendar;
    private final Clock clock;

    CalendarCheck(WorkingCalendar calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "calendar";
    }

    @Override
    public Finding look() {
        var until = LocalDate.now(clock.withZone(ZONE)).plusDays(AHEAD);
        return Finding.of(calendar.isPublished(until), until.getYear());
    }
}
