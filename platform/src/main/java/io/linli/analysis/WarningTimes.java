package io.linli.analysis;

import io.linli.settings.Adjustable;
import io.linli.settings.AdjustableCatalogue;
import io.linli.settings.Adjustments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Until when a warning is to be looked at, and settled, by its level. Round the clock: what comes does not wait. */
@Component
class WarningTimes implements AdjustableCatalogue {

    private static final String FLAPPING = "analysis.flapping";
    private static final long A_YEAR = 365 * 24;

    private final Adjustments adjustments;

    WarningTimes(Adjustments adjustments) {
        this.adjustments = adjustments;
    }

    /** All in hours. */
    @Override
    public List<Adjustable> adjustables() {
        return List.of(
                new Adjustable("analysis.look.blue", 72, 1, A_YEAR),
                new Adjustable("analysis.look.yellow", 24, 1, A_YEAR),
                new Adjustable("analysis.look.orange", 4, 1, A_YEAR),
                new Adjustable("analysis.look.red", 1, 1, A_YEAR),
                new Adjustable("analysis.settle.blue", 336, 1, A_YEAR),
                new Adjustable("analysis.settle.yellow", 168, 1, A_YEAR),
                new Adjustable("analysis.settle.orange", 72, 1, A_YEAR),
                new Adjustable("analysis.settle.red", 24, 1, A_YEAR),
                new Adjustable(FLAPPING, 24, 1, A_YEAR));
    }

    Instant lookUntil(WarningLevel level, Instant now) {
        return now.plus(hours("analysis.look.", level));
    }

    Instant settleUntil(WarningLevel level, Instant now) {
        return now.plus(hours("analysis.settle.", level));
    }

    /** How long after its end the same topic is the same warning. */
    Duration flapping() {
        return Duration.ofHours(adjustments.of(FLAPPING));
    }

    private Duration hours(String what, WarningLevel level) {
        return Duration.ofHours(adjustments.of(what + level.name().toLowerCase(Locale.ROOT)));
    }
}
