package io.linli.notify;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that all in an area are told, and asked to read. */
public record Announcement(
        UUID id, String area, For audience, String title, String body, boolean urgent, Instant madeAt, State state) {

    private static final String MATTER = "announcement:";

    /** Whom it is for. */
    public enum For {
        RESIDENTS,
        STAFF,
        ALL
    }

    public enum State {
        /** It is being worked out who is there. */
        LISTING,
        TELLING,
        TOLD,
        REMINDING
    }

    /** What it is to be; the rest follows. */
    public record Draft(String area, For audience, String title, String body, boolean urgent) {}

    /** What notices lead to. */
    static String matter(UUID id) {
        return MATTER + id;
    }

    /** The announcement that a notice leads to, if it does. */
    static Optional<UUID> of(@Nullable String matter) {
        return Optional.ofNullable(matter)
                .filter(each -> each.startsWith(MATTER))
                .map(each -> UUID.fromString(each.substring(MATTER.length())));
    }
}
