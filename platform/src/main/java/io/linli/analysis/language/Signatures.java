package io.linli.analysis.language;

import java.nio.ByteBuffer;
import java.util.Base64;

/** How much a text has in common with others, by their signatures alone (MinHash, Broder 1997). */
final class Signatures {

    private final byte[] places;

    private Signatures(byte[] places) {
        this.places = places;
    }

    /** Of the text that others are compared with. */
    static Signatures of(String signature) {
        return new Signatures(decoded(signature));
    }

    /** The share of equal places; 0 when they are not of one form. */
    double sharedWith(String other) {
        var here = ByteBuffer.wrap(places);
        var there = ByteBuffer.wrap(decoded(other));
        if (here.remaining() == 0 || here.remaining() != there.remaining()) {
            return 0;
        }
        int all = here.remaining() / Short.BYTES;
        int equal = 0;
        for (int place = 0; place < all; place++) {
            equal += here.getShort() == there.getShort() ? 1 : 0;
        }
        return (double) equal / all;
    }

    private static byte[] decoded(String signature) {
        return Base64.getDecoder().decode(signature);
    }
}
