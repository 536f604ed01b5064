package io.linli.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor looks for.
 *
 * @param actor an account's id or user name
 * @param action such as {@code account.lock}, or the beginning of several up to a dot: {@code account.}
 * @param object the id of what it was done to
 * @param network the address that it was done from, as far as one is kept: its digest is compared
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String object,
        @Nullable String network,
        @Nullable Instant from,
        @Nullable Instant to) {}
