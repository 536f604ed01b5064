package io.linli.analysis.rain;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * The four official thresholds of a rainstorm warning (暴雨预警信号), by what has fallen already. Only weather offices issue
 * warnings (气象灾害防御条例 art. 30): Linli says that a threshold was reached, and calls it a hint of waterlogging
 * (内涝风险提示).
 */
public enum RainLevel {
    BLUE(12, 50),
    YELLOW(6, 50),
    ORANGE(3, 50),
    RED(3, 100);

    private final Duration window;
    private final BigDecimal millimetres;

    RainLevel(int hours, int millimetres) {
        this.window = Duration.ofHours(hours);
        this.millimetres = BigDecimal.valueOf(millimetres);
    }

    public Duration window() {
        return window;
    }

    /** Reached by as much, not only by more (达…以上 counts the number itself, as in 民法典 art. 1259). */
    public BigDecimal millimetres() {
        return millimetres;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
