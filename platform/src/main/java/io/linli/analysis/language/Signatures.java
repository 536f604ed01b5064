package io.linli.analysis.language;

import java.nio.ByteBuffer;
import java.util.Base64;

/** How much two texts have in common, by their signatures alone (MinHash, Broder 1997). */
final class Signatures {

    private Signatures() {}

    /** The share of equal places; 0 when they are not of one form. */
    static double shared(String one, String other) {
        var here = places(one);
        var there = places(other);
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

    private static ByteBuffer places(String signature) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(signature));
    }
}
