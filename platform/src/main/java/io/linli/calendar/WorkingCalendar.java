package io.linli.calendar;

import java.time.Instant;
import java.time.LocalDate;

/** When people work, in Asia/Shanghai, holidays and make-up workdays included. Answers come from memory. */
public interface WorkingCalendar {

    boolean isWorkingDay(LocalDate day);

    /** When the limit that starts now runs out. A working-day limit ends with the last working hour of its last day. */
    Instant deadline(Instant from, TimeLimit limit);

    /** Whether the date lies in a year whose holidays are published; beyond, weekends are taken: 暂按周末计. */
    boolean isPublished(LocalDate day);
}
