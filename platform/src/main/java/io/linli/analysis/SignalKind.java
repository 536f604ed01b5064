package io.linli.analysis;

/** What a signal says. The texts stand in the module's bundle. */
public enum SignalKind {
    /** Far more reports of a kind in a grid than its own history lets expect. */
    SURGE,
    /** Far fewer reports of a grid than its own history lets expect. */
    SILENCE,
    /** More reports near each other than expected, across the borders of grids. */
    CLUSTER,
    /** The same matter again at the same place: to be settled early, where it comes from. */
    RECURRENCE,
    /** Units have objected to the same matter again and again. */
    OBJECTED_AGAIN,
    /** More of a unit's matters come back than is usual. */
    COMING_BACK,
    /** More of a unit's matters are late than is usual. */
    SLOW_UNIT,
    /** Measured rain has reached one of the official thresholds: there may be waterlogging (内涝风险提示). */
    RAIN
}
