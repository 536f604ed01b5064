package io.linli.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Short recordings of a tone, made for the tests. */
public final class SomeSound {

    private SomeSound() {}

    public static byte[] of(String name) {
        try (var content = requireNonNull(SomeSound.class.getResourceAsStream("/sounds/" + name))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
