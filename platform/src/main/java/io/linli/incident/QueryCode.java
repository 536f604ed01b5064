package io.linli.incident;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;

/** What a reporter without an account finds a report again with. Shown once; kept only as a keyed hash. */
record QueryCode(String code) {

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without 0 O 1 I L 5 S 2 Z 8 B, which are taken for each other: 25 signs, 10 of them say 46 bits. */
    private static final String SIGNS = "34679ACDEFGHJKMNPQRTUVWXY";

    static final int LENGTH = 10;

    static QueryCode next() {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return new QueryCode(code.toString());
    }

    /** The same for the same secret: who sends a report again under the same key is told the same code again. */
    static QueryCode of(byte[] secret) {
        var rest = new BigInteger(1, secret);
        var signs = BigInteger.valueOf(SIGNS.length());
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            var division = rest.divideAndRemainder(signs);
            code.append(SIGNS.charAt(division[1].intValue()));
            rest = division[0];
        }
        return new QueryCode(code.toString());
    }

    /** As typed: small letters, spaces and hyphens do not matter. */
    static QueryCode typed(String text) {
        return new QueryCode(text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "**********"; // safe to log
    }
}
