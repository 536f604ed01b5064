package io.linli.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One account as it is kept in memory.
 *
 * @param name as others see it: of staff in full, a resident's masked
 * @param scopes what a machine client may do
 * @param reportsPerHour null when that of its role holds
 * @param epoch sessions that began in an earlier one are signed out
 */
record Account(
        AccountId id,
        String username,
        AccountKind kind,
        String name,
        boolean locked,
        int epoch,
        long revision,
        Proof proof,
        Set<String> scopes,
        @Nullable Integer reportsPerHour,
        List<Tenure> tenures) {

    /**
     * What its holder proves themself with.
     *
     * @param given the password was handed out, not chosen
     * @param since when it was chosen; null when no person did
     * @param secondFactor whether one was set up
     */
    record Proof(boolean given, @Nullable Instant since, boolean secondFactor) {}

    /** A post, and from when until when it is held. */
    record Tenure(
            UUID id, Post post, Instant since, @Nullable Instant until) {

        boolean holds(Instant now) {
            return !now.isBefore(since) && (until == null || now.isBefore(until));
        }
    }

    /** What is held at that time. */
    List<Tenure> held(Instant now) {
        return tenures.stream().filter(tenure -> tenure.holds(now)).toList();
    }

    List<Post> posts(Instant now) {
        return held(now).stream().map(Tenure::post).toList();
    }

    /** When a post begins or ends next. */
    Instant nextChange(Instant now) {
        return tenures.stream()
                .flatMap(tenure ->
                        tenure.until() == null ? Stream.of(tenure.since()) : Stream.of(tenure.since(), tenure.until()))
                .filter(change -> change.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    boolean serves() {
        return tenures.stream().anyMatch(tenure -> tenure.post().role().serves());
    }
}
