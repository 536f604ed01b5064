package io.linli.privacy;

import java.util.Collection;

/** Hears of each look at personal data, in the transaction that looks. Implemented above; works without. */
public interface AccessLog {

    /**
     * Takes down one look.
     *
     * @param viewer the account that looks
     * @param kind what was looked at, such as {@code incident.contact}
     * @param subjects ids of the records shown
     * @param reason why, as the viewer gave it or as the step implies
     */
    void looked(String viewer, String kind, Collection<String> subjects, String reason);

    /**
     * Takes down one look at the data of persons who may read of it.
     *
     * @param persons whose data it was: opaque ids, such as of accounts
     */
    default void looked(
            String viewer, String kind, Collection<String> subjects, Collection<String> persons, String reason) {
        looked(viewer, kind, subjects, reason);
    }
}
