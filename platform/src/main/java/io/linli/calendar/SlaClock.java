package io.linli.calendar;

/** What a time limit counts (GB/T 30428.8): working hours, working days with make-up days, or every hour. */
public enum SlaClock {
    /** 工作时 */
    WORKING_HOUR,
    /** 工作日 */
    WORKING_DAY,
    /** 自然时 */
    WALL_CLOCK
}
