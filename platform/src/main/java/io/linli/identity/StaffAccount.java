package io.linli.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account of somebody who serves, as administrators see it.
 *
 * @param phone masked
 * @param passwordGiven the password was handed out and is not yet replaced by one of their own
 * @param manageable whether the caller may change it: all its posts lie in their territory
 */
public record StaffAccount(
        AccountId id,
        String username,
        String name,
        @Nullable String phone,
        boolean locked,
        @Nullable Instant lockedAt,
        @Nullable String lockReason,
        boolean passwordGiven,
        boolean secondFactor,
        Instant openedAt,
        @Nullable Instant lastSignInAt,
        boolean manageable,
        List<HeldPost> posts) {}
