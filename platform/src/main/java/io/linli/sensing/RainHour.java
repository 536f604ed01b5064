package io.linli.sensing;

import static io.linli.sensing.SensingProblem.RAIN_AMOUNT_IMPOSSIBLE;
import static io.linli.sensing.SensingProblem.RAIN_AMOUNT_UNFIT;
import static io.linli.sensing.SensingProblem.RAIN_HOUR_FUTURE;
import static io.linli.sensing.SensingProblem.RAIN_HOUR_TOO_OLD;
import static io.linli.sensing.SensingProblem.RAIN_HOUR_UNFIT;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a station says of one hour.
 *
 * @param hour when the hour was over
 */
public record RainHour(StationCode station, Instant hour, BigDecimal millimetres) {

    /** More than was ever measured in an hour on earth (305 mm): a broken gauge, or another unit. */
    static final BigDecimal MOST = BigDecimal.valueOf(500);

    private static final int DECIMALS = 3;
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    /** Clocks of stations may be a little ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(2);

    /** Refuses what cannot be, with the field {@code hour} or {@code millimetres}. */
    void check(Instant now) {
        if (!hour.truncatedTo(ChronoUnit.HOURS).equals(hour)) {
            throw RAIN_HOUR_UNFIT.with(hour).at("hour");
        }
        if (hour.isAfter(now.plus(AHEAD))) {
            throw RAIN_HOUR_FUTURE.with(hour).at("hour");
        }
        if (hour.isBefore(FIRST)) {
            throw RAIN_HOUR_TOO_OLD.with(hour).at("hour");
        }
        check(millimetres);
    }

    static void check(BigDecimal millimetres) {
        if (millimetres.signum() < 0 || millimetres.stripTrailingZeros().scale() > DECIMALS) {
            throw RAIN_AMOUNT_UNFIT.with(millimetres.toPlainString()).at("millimetres");
        }
        if (millimetres.compareTo(MOST) > 0) {
            throw RAIN_AMOUNT_IMPOSSIBLE
                    .with(millimetres.toPlainString(), MOST.toPlainString())
                    .at("millimetres");
        }
    }
}
