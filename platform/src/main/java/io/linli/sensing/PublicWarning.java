package io.linli.sensing;

import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A warning of somebody who may issue it, as it was received or read. What was not said is null, and nothing is added.
 *
 * @param issuer who warns, in the issuer's own words
 * @param colour as the issuer named it
 * @param areas those of ours that it names; none when it names none that is known here, and then it concerns all
 * @param areaText what it says of the place
 * @param expires until when it holds, where it says so
 * @param endedAt since when it holds no more: taken back, replaced, or ended here by hand
 * @param endedBy the message that took it back or replaced it
 */
public record PublicWarning(
        UUID id,
        Source source,
        String identifier,
        String sender,
        Instant sent,
        Status status,
        Kind kind,
        @Nullable String issuer,
        @Nullable String event,
        @Nullable Colour colour,
        @Nullable String urgency,
        @Nullable String severity,
        @Nullable String certainty,
        @Nullable String headline,
        @Nullable String description,
        @Nullable String instruction,
        List<Ground> areas,
        @Nullable String areaText,
        @Nullable Instant effective,
        @Nullable Instant onset,
        @Nullable Instant expires,
        Instant receivedAt,
        @Nullable Instant endedAt,
        @Nullable UUID endedBy,
        @Nullable String endReason,
        boolean inForce) {

    public enum Source {
        CAP,
        HAND
    }

    /** What a message is for; all but actual ones are never taken for a warning. */
    public enum Status {
        ACTUAL,
        EXERCISE,
        SYSTEM,
        TEST,
        DRAFT
    }

    public enum Kind {
        ALERT,
        UPDATE,
        CANCEL,
        ACK,
        ERROR
    }

    /** The four colours of public warnings (突发事件应对法 art. 63). */
    public enum Colour {
        BLUE,
        YELLOW,
        ORANGE,
        RED
    }

    public record Ground(AreaCode area, String areaName) {}
}
