package io.linli.privacy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits: nonce, then text and tag. */
final class Aes {

    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Aes() {}

    static byte[] newKey() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    /** What is sealed follows the header, which is in clear but cannot be changed. */
    static byte[] seal(SecretKey key, byte[] header, byte[] bound, byte[] content) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, header, bound);
            var sealed = Arrays.copyOf(header, header.length + NONCE_BYTES + cipher.getOutputSize(content.length));
            System.arraycopy(nonce, 0, sealed, header.length, NONCE_BYTES);
            cipher.doFinal(content, 0, content.length, sealed, header.length + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is missing in this Java", e);
        }
    }

    static byte[] open(SecretKey key, byte[] header, byte[] bound, byte[] sealed) {
        var start = header.length + NONCE_BYTES;
        if (sealed.length < start + TAG_BITS / 8) {
            throw new IllegalStateException("What was sealed is cut off");
        }
        try {
            var nonce = Arrays.copyOfRange(sealed, header.length, start);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, header, bound).doFinal(sealed, start, sealed.length - start);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Changed since it was sealed, or sealed for another purpose or key", e);
        }
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (var part : parts) {
                // with its length, so that no two lists of parts read the same
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is missing in this Java", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] header, byte[] bound)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(bound);
        return cipher;
    }
}
