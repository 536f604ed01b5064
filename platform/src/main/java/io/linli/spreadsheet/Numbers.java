package io.linli.spreadsheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Excel keeps them: in binary, of which fifteen decimal digits are true. */
final class Numbers {

    private static final MathContext TRUE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final BigDecimal MOST_TRUE = BigDecimal.TEN.pow(15);
    private static final int LONGEST = 60;

    private Numbers() {}

    static boolean hasLostDigits(BigDecimal number) {
        return number.abs().compareTo(MOST_TRUE) >= 0;
    }

    /** What people see, and not 0.30000000000000004. */
    static BigDecimal asShown(BigDecimal number) {
        return number.signum() == 0
                ? BigDecimal.ZERO
                : number.round(TRUE_DIGITS).stripTrailingZeros();
    }

    static String plain(BigDecimal number) {
        var shown = asShown(number);
        return Math.abs((long) shown.precision() - shown.scale()) > LONGEST || shown.scale() > LONGEST
                ? shown.toString()
                : shown.toPlainString();
    }
}
