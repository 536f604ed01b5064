package io.linli.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param value the number itself; of samples their median
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(
        String name,
        String unit,
        double value,
        @Nullable Samples samples,
        @Nullable Reference reference,
        @Nullable Aim aim,
        @Nullable String note) {

    public static Figure of(String name, String unit, double value) {
        return new Figure(name, unit, Samples.round(value), null, null, null, null);
    }

    public static Figure ofSamples(String name, String unit, double... measured) {
        var samples = Samples.of(measured);
        return new Figure(name, unit, samples.p50(), samples, null, null, null);
    }

    public Figure against(Reference other) {
        return new Figure(name, unit, value, samples, other, aim, note);
    }

    public Figure aim(Aim wanted) {
        var figure = new Figure(name, unit, value, samples, reference, wanted, note);
        figure.met(); // a measure that the figure does not have is noticed where it is written
        return figure;
    }

    public Figure note(String text) {
        return new Figure(name, unit, value, samples, reference, aim, text);
    }

    /** How many times the reference it is. */
    @JsonProperty("ratio")
    public @Nullable Double ratio() {
        return reference == null || reference.value() == 0 ? null : Samples.round(value / reference.value());
    }

    /** Whether the aim was reached; null without one. */
    @JsonProperty("met")
    public @Nullable Boolean met() {
        return aim == null ? null : aim.isMetBy(measured(aim.measure()));
    }

    double measured(Aim.Measure measure) {
        if (measure == Aim.Measure.VALUE) {
            return value;
        }
        if (measure == Aim.Measure.RATIO) {
            var ratio = ratio();
            if (ratio == null) {
                throw new IllegalStateException(name + " is compared with nothing");
            }
            return ratio;
        }
        if (samples == null) {
            throw new IllegalStateException(name + " has no samples");
        }
        return switch (measure) {
            case P50 -> samples.p50();
            case P95 -> samples.p95();
            case P99 -> samples.p99();
            case VALUE, RATIO -> throw new IllegalStateException("answered above");
        };
    }
}
