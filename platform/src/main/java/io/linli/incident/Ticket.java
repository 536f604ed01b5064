package io.linli.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A matter that came from the hotline (12345工单).
 *
 * @param number theirs, by which they know it
 * @param receivedAt when they took the call
 * @param dueAt until when they were promised an answer; null: as its kind says here
 */
public record Ticket(
        String number, Instant receivedAt, @Nullable Instant dueAt) {}
