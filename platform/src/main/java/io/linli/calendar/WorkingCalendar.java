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

    /** The same for what is left of a limit. Of no working day at all, the day of the start is the last one. */
    Instant deadline(Instant from, TimeLeft left);

    /** What is left at that moment of a limit that runs out at {@code due}: nothing once it is over. */
    TimeLeft left(Instant now, Instant due, SlaClock clock);

    /**
     * When so many per cent of a limit are used up that runs out at {@code due}. A working day counts for its working
     * hours, and the time before the start may be meant when the limit was shortened by a pause.
     */
    Instant used(int percent, TimeLeft whole, Instant due);

    /** How much working time lies between the two; nothing when {@code to} is not later. */
    Duration workingTime(Instant from, Instant to);

    /** Whether the date lies in a year whose holidays are published; beyond, weekends are taken: 暂按周末计. */
    boolean isPublished(LocalDate day);

    /** The last day that is published without a gap from this one on; the day before, when this one is not. */
    LocalDate publishedFrom(LocalDate day);

    /** Another number after every change of the days: what was counted under an older one is counted again. */
    long revision();
}
