package io.linli.analysis;

/** How a warning ended. */
public enum WarningOutcome {
    HANDLED,
    FALSE_ALARM,
    NOTHING_TO_DO,
    /** It was muted, with a reason and an end. */
    MUTED
}
