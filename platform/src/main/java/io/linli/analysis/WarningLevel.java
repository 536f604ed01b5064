package io.linli.analysis;

/** How grave it is, in the four colours that public warnings know (突发事件应对法 art. 63). Blue only hints. */
public enum WarningLevel {
    BLUE,
    YELLOW,
    ORANGE,
    RED;

    public boolean isGraverThan(WarningLevel other) {
        return compareTo(other) > 0;
    }
}
