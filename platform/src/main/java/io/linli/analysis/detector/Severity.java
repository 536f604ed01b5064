package io.linli.analysis.detector;

import io.linli.analysis.WarningLevel;

/** How grave something is by how unlikely it is. Red is never said by a machine alone. */
final class Severity {

    private Severity() {}

    static WarningLevel of(double chance, double bound) {
        return chance < bound * 1e-6
                ? WarningLevel.ORANGE
                : chance < bound * 1e-2 ? WarningLevel.YELLOW : WarningLevel.BLUE;
    }
}
