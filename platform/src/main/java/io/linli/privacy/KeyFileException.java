package io.linli.privacy;

import org.jspecify.annotations.Nullable;

/** The keys cannot be had, and without them nothing personal can be kept or read; one line says what to do. */
final class KeyFileException extends IllegalStateException {

    KeyFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
