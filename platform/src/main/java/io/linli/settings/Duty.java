package io.linli.settings;

/** What one of several instances on one database is there for. */
public enum Duty {
    /** Answers requests. */
    SERVE,
    /** Does what is due by the clock: deadlines, messages, imports, backups, clearing away. */
    TIMERS,
    /** Reads the journal: counters, search, notices, signals, the live view. */
    ANALYSIS
}
