package io.linli.analysis;

import io.linli.settings.Adjustable;
import io.linli.settings.AdjustableCatalogue;
import io.linli.settings.Adjustments;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * How much an incident adds to the risk of its place: the weight of its kind, more when it is urgent, open still, or came
 * back, and half as much after each half-life. The index of a place is the sum. What a place is, is all that counts: who
 * lives there does not.
 */
@Component
class RiskFormula implements AdjustableCatalogue {

    static final String URGENT = "analysis.risk.urgent";
    static final String OPEN = "analysis.risk.open";
    static final String AGAIN = "analysis.risk.again";
    static final String HALF = "analysis.risk.half-life";
    static final String DAYS = "analysis.risk.days";

    /** The weight of the kind of matter of a row {@code c}. */
    static final String WEIGHT = """
            left join lateral (select w.weight from analysis.risk_weight w where c.category ^@ w.category
                order by length(w.category) desc limit 1) w on true""";

    private final Adjustments adjustments;

    RiskFormula(Adjustments adjustments) {
        this.adjustments = adjustments;
    }

    /** In per cent of what it would be otherwise, and in days. */
    @Override
    public List<Adjustable> adjustables() {
        return List.of(
                new Adjustable(URGENT, 200, 100, 1_000),
                new Adjustable(OPEN, 150, 100, 1_000),
                new Adjustable(AGAIN, 150, 100, 1_000),
                new Adjustable(HALF, 30, 1, 365),
                new Adjustable(DAYS, 180, 30, 1_095));
    }

    long days() {
        return adjustments.of(DAYS);
    }

    /** The factors as they are now, for whoever wants to reckon again. */
    Factors factors() {
        return new Factors(
                adjustments.of(URGENT) / 100.0,
                adjustments.of(OPEN) / 100.0,
                adjustments.of(AGAIN) / 100.0,
                adjustments.of(HALF),
                days());
    }

    record Factors(double urgent, double open, double again, long halfLifeDays, long days) {}

    /** The points of a row {@code c} with its {@link #WEIGHT}, as of then; in SQL. */
    String points(Instant at) {
        var now = factors();
        return String.format(
                Locale.ROOT,
                "coalesce(w.weight, 1) * case when c.urgent then %f else 1 end * case when c.open then %f else 1 end"
                        + " * power(%f::float8, least(c.again, 5))"
                        + " * power(0.5::float8, greatest(0, extract(epoch from timestamptz '%s' - c.at)::float8)"
                        + " / 86400 / %d)",
                now.urgent(),
                now.open(),
                now.again(),
                at,
                now.halfLifeDays());
    }
}
