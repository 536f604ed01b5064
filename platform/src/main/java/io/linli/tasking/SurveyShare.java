package io.linli.tasking;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Favourable answers of those who answered.
 *
 * @param of the size of the sample
 * @param percent with {@code low} and {@code high}, its 95 % interval
 */
public record SurveyShare(long favourable, long of, BigDecimal percent, BigDecimal low, BigDecimal high) {

    static SurveyShare of(long favourable, long of) {
        var interval = Wilson.of(favourable, of);
        return new SurveyShare(
                favourable, of, percent((double) favourable / of), percent(interval.low()), percent(interval.high()));
    }

    private static BigDecimal percent(double share) {
        return BigDecimal.valueOf(share * 100).setScale(1, RoundingMode.HALF_UP);
    }
}
