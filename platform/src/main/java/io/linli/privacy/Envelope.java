package io.linli.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** How the vault's own seals begin: the format, then the version of the key. */
final class Envelope {

    private static final byte FORMAT = 1;
    private static final int HEADER = 3;

    private Envelope() {}

    static byte[] seal(KeyRing keys, int version, String purpose, byte[] content) {
        var header = ByteBuffer.allocate(HEADER)
                .put(FORMAT)
                .putShort((short) version)
                .array();
        return Aes.seal(keys.key(version, purpose), header, purpose.getBytes(UTF_8), content);
    }

    static byte[] open(KeyRing keys, String purpose, byte[] sealed) {
        var header = Arrays.copyOf(sealed, HEADER);
        return Aes.open(keys.key(version(sealed), purpose), header, purpose.getBytes(UTF_8), sealed);
    }

    static int version(byte[] sealed) {
        if (sealed.length < HEADER || sealed[0] != FORMAT) {
            throw new IllegalStateException("Not sealed by this vault");
        }
        return Short.toUnsignedInt(ByteBuffer.wrap(sealed).getShort(1));
    }
}
