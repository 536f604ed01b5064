package io.linli.analysis.language;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work over many texts that somebody asked for, and how far it is. */
public record Run(
        UUID id,
        State state,
        Instant askedAt,
        @Nullable Instant endedAt,
        String reason,
        @Nullable String cause) {

    public enum State {
        RUNNING,
        DONE,
        FAILED
    }
}
