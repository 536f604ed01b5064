package io.linli.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes that change each half minute (RFC 6238), as authenticator apps make them: SHA-1, six digits. */
final class Totp {

    static final int DIGITS = 6;
    static final long PERIOD = 30;

    private static final int MODULUS = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648

    private Totp() {}

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), PERIOD);
    }

    static String code(byte[] key, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf; // RFC 4226, section 5.3
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As apps are given a key; its length is a multiple of five bytes. */
    static String base32(byte[] key) {
        var text = new StringBuilder();
        long bits = 0;
        int held = 0;
        for (byte each : key) {
            bits = (bits << Byte.SIZE) | (each & 0xff);
            held += Byte.SIZE;
            while (held >= 5) {
                held -= 5;
                text.append(BASE32.charAt((int) ((bits >> held) & 0x1f)));
            }
        }
        return text.toString();
    }
}
