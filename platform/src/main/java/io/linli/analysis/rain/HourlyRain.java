package io.linli.analysis.rain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one gauge measured in the hour that ended then.
 *
 * @param hour when the hour was over
 */
public record HourlyRain(Instant hour, BigDecimal millimetres) {

    /** Far over what was ever measured in one hour on earth: a broken gauge or another unit. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000);

    public HourlyRain {
        if (!hour.truncatedTo(ChronoUnit.HOURS).equals(hour)) {
            throw new IllegalArgumentException("Not a whole hour: " + hour);
        }
        if (millimetres.signum() < 0 || millimetres.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("Not rain of one hour: " + millimetres);
        }
    }

    /** As devices send it; what is no number is refused. */
    public static HourlyRain of(Instant hour, double millimetres) {
        if (!Double.isFinite(millimetres)) {
            throw new IllegalArgumentException("Not rain of one hour: " + millimetres);
        }
        return new HourlyRain(hour, BigDecimal.valueOf(millimetres));
    }
}
