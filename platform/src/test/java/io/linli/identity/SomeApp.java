package io.linli.identity;

import java.math.BigInteger;
import java.time.Instant;

/** An authenticator app, as far as the tests need one. */
public final class SomeApp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private SomeApp() {}

    public static String code(String secret, Instant at) {
        var number = secret.chars()
                .mapToObj(sign -> BigInteger.valueOf(BASE32.indexOf(sign)))
                .reduce(BigInteger.ZERO, (before, next) -> before.shiftLeft(5).or(next));
        var key = new byte[secret.length() * 5 / 8];
        for (int i = key.length - 1; i >= 0; i--) {
            key[i] = number.byteValue();
            number = number.shiftRight(8);
        }
        return Totp.code(key, Totp.step(at));
    }
}
