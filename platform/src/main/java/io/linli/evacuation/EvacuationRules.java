package io.linli.evacuation;

import io.linli.settings.Adjustable;
import io.linli.settings.AdjustableCatalogue;
import io.linli.settings.Adjustments;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The numbers that decide which home lies low, who is helped first and how long a worker has: data, not code. */
@Component
class EvacuationRules implements AdjustableCatalogue {

    private static final String DROP = "evacuation.low.drop";
    private static final String AROUND = "evacuation.low.around";
    private static final String FLOOR = "evacuation.low.floor";
    private static final String FLOODS = "evacuation.low.floods";
    private static final String NEAR = "evacuation.low.flood-metres";
    private static final String YEARS = "evacuation.low.flood-years";
    private static final String POINT = "evacuation.low.point-metres";
    private static final String REACH = "evacuation.reach-minutes";
    private static final String WALK = "evacuation.walk-metres";
    private static final String WEIGHT = "evacuation.weight.";

    private final Adjustments adjustments;

    EvacuationRules(Adjustments adjustments) {
        this.adjustments = adjustments;
    }

    @Override
    public List<Adjustable> adjustables() {
        return List.of(
                new Adjustable(DROP, 15, 1, 1_000), // decimetres
                new Adjustable(AROUND, 300, 20, 5_000),
                new Adjustable(FLOOR, 1, 0, 50),
                new Adjustable(FLOODS, 1, 1, 100),
                new Adjustable(NEAR, 50, 1, 1_000),
                new Adjustable(YEARS, 3, 1, 20),
                new Adjustable(POINT, 30, 1, 200),
                new Adjustable(REACH, 60, 5, 1_440),
                new Adjustable(WALK, 500, 0, 20_000),
                weight(Need.Kind.POWER, 40),
                weight(Need.Kind.WHEELCHAIR, 40),
                weight(Need.Kind.DISABLED, 20),
                weight(Need.Kind.ALONE, 20),
                weight(Need.Kind.OLD, 20),
                weight(Need.Kind.INFANT, 20),
                weight(Need.Kind.CHILD, 5));
    }

    LowRule low() {
        return new LowRule(
                adjustments.of(DROP) / 10.0,
                adjustments.of(AROUND),
                (int) adjustments.of(FLOOR),
                (int) adjustments.of(FLOODS),
                adjustments.of(NEAR));
    }

    int floodYears() {
        return (int) adjustments.of(YEARS);
    }

    /** As far as the height of a point that was measured is that of a building. */
    double pointMetres() {
        return adjustments.of(POINT);
    }

    Duration reach() {
        return Duration.ofMinutes(adjustments.of(REACH));
    }

    double walk() {
        return adjustments.of(WALK);
    }

    int weight(Need.Kind kind) {
        return (int) adjustments.of(name(kind));
    }

    private static Adjustable weight(Need.Kind kind, long usual) {
        return new Adjustable(name(kind), usual, 0, 1_000);
    }

    private static String name(Need.Kind kind) {
        return WEIGHT + kind.name().toLowerCase(Locale.ROOT);
    }
}
