package io.linli.incident;

/** How near the end of a limit is: 黄牌 and 红牌 of digital city management. */
public enum WarningColour {
    YELLOW,
    RED
}
