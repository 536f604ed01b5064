package io.linli.territory;

import java.util.Arrays;
import java.util.Optional;

/** The levels of the ground, from the province to the micro-grid, told apart by the length of their codes. */
public enum AreaLevel {
    PROVINCE(2),
    CITY(4),
    COUNTY(6),
    STREET(9),
    COMMUNITY(12),
    GRID(15),
    MICRO_GRID(17);

    private final int digits;

    AreaLevel(int digits) {
        this.digits = digits;
    }

    public int digits() {
        return digits;
    }

    public Optional<AreaLevel> above() {
        return switch (this) {
            case PROVINCE -> Optional.empty();
            case CITY -> Optional.of(PROVINCE);
            case COUNTY -> Optional.of(CITY);
            case STREET -> Optional.of(COUNTY);
            case COMMUNITY -> Optional.of(STREET);
            case GRID -> Optional.of(COMMUNITY);
            case MICRO_GRID -> Optional.of(GRID);
        };
    }

    Optional<AreaLevel> below() {
        return Arrays.stream(values())
                .filter(level -> level.above().filter(this::equals).isPresent())
                .findFirst();
    }

    static AreaLevel ofDigits(int digits) {
        for (var level : values()) {
            if (level.digits == digits) {
                return level;
            }
        }
        throw new IllegalArgumentException("No level has codes of " + digits + " digits");
    }
}
