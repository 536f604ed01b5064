package io.linli.incident;

import java.util.Arrays;
import java.util.HexFormat;

/** A hash or a sealed text: bytes that are equal when they hold the same. */
final class Bytes {

    static final Bytes ZERO = new Bytes(new byte[32]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    byte[] toArray() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(content);
    }
}
