package io.linli.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice as it is read, in the language of whoever reads.
 *
 * @param template name and version of its text
 * @param matter what it leads to, such as {@code incident:<id>}
 */
public record NoticeView(
        UUID id,
        String template,
        String title,
        String text,
        @Nullable String matter,
        boolean urgent,
        Instant at,
        @Nullable Instant readAt) {}
