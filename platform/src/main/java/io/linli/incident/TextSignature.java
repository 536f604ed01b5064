package io.linli.incident;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A MinHash of a text's pairs of characters: the share of equal places in two signatures estimates how much the texts
 * have in common (Broder 1997). The text cannot be had back from it.
 */
final class TextSignature {

    static final int PLACES = 64;

    private TextSignature() {}

    /** 64 numbers of 16 bits, in Base64. */
    static String of(String text) {
        var least = new int[PLACES];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int i = 0; i + 1 < text.length(); i++) {
            long pair = ((long) text.charAt(i) << 16) | text.charAt(i + 1);
            long state = pair;
            for (int place = 0; place < PLACES; place++) {
                state += 0x9E3779B97F4A7C15L; // SplitMix64: the next of a family of hashes
                long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
                mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
                int hash = (int) (mixed >>> 33);
                if (hash < least[place]) {
                    least[place] = hash;
                }
            }
        }
        var bytes = ByteBuffer.allocate(PLACES * 2);
        for (int hash : least) {
            bytes.putShort((short) hash);
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
