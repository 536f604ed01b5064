package io.linli.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What someone wrote to a step: the copy fit to be read, and what was typed, sealed. */
record Note(String text, Bytes sealed) {

    /** Stays in the trail when the words are erased; the random part of the seal keeps it from being guessed. */
    Bytes digest() {
        var secret = sealed.toArray();
        var shown = text.getBytes(UTF_8);
        return sha256(ByteBuffer.allocate(secret.length + shown.length)
                .put(secret)
                .put(shown)
                .array());
    }

    static Bytes sha256(byte[] content) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
