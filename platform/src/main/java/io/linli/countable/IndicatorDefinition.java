package io.linli.countable;

import org.jspecify.annotations.Nullable;

/**
 * An indicator that a module comes with. Its name and its formula in words stand in the module's bundle, in both languages,
 * under {@code indicator.<code>} and {@code indicator.<code>.definition}.
 *
 * @param parent the code of the group above it, which was defined before; null for the top
 * @param position among its neighbours, 0 to 9999
 */
public record IndicatorDefinition(
        String code, @Nullable String parent, int position, Kind kind, Unit unit, Better better) {

    public enum Kind {
        /** Holds others together and counts nothing. */
        GROUP,
        /** How much in all: what stands below the line. */
        COUNT,
        /** The share above the line of what stands below it. */
        RATIO,
        /** What stands below the line, for each of those who did it. */
        EACH
    }

    public enum Unit {
        PERCENT,
        MINUTES,
        NUMBER
    }

    public enum Better {
        UP,
        DOWN,
        NONE
    }
}
