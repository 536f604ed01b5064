package io.linli.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** When people work, in Asia/Shanghai, holidays and make-up workdays included. Answers come from memory. */
public interface WorkingCalendar {

    boolean isWorkingDay(LocalDate day);

    /**
     * When the limit that starts now runs out. The day of the start does not count as a working day, and the last one
     * ends with its last working hour (民法典 第二百零一条, 第二百零三条). Hours count from the very moment, on their clock.
     */
    Instant deadline(Instant from, TimeLimit limit);

    /** How much working time lies between the two; nothing when {@code to} is not later. */
    Duration workingTime(Instant from, Instant to);

    /** Whether the date lies in a year whose holidays are published; beyond, weekends are taken: 暂按周末计. */
    boolean isPublished(LocalDate day);
}
