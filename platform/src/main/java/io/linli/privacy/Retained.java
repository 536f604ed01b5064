package io.linli.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Personal data of one kind that ends one day. The module that keeps it counts and erases; when, is decided above. All is
 * called in the scope of the system and in an open transaction. What is erased leaves its statistics and the audit
 * record behind.
 */
public interface Retained {

    /** No call erases more. */
    int MOST = 1_000;

    /** Such as {@code incident.words}; told in the module's bundle under {@code retained.<kind>}. */
    String kind();

    /** After how many days, unless the operator sets others; empty: nothing is erased before they do. */
    default Optional<Term> standard() {
        return Optional.empty();
    }

    /** Fewer days nobody can set. */
    default Optional<Term> least() {
        return Optional.empty();
    }

    /** How many ended before that time and are not held. */
    long due(Instant before, Holds holds);

    /** Erases some of them, at most {@link #MOST}; none when none are left. */
    int erase(Instant before, Holds holds);

    /** Erases some of what is kept about the holder of an account, at most {@link #MOST} at a time. */
    default Outcome eraseOf(UUID account, Holds holds) {
        return Outcome.NOTHING;
    }

    /**
     * What a wish of the account's holder to be erased would leave or change in another way, by the codes of
     * {@link Outcome#refused}: told before they ask.
     */
    default Map<String, Long> ahead(UUID account) {
        return Map.of();
    }

    /** Whether {@link #eraseOf} closes the account itself, which comes when all else was looked at. */
    default boolean closesAccount() {
        return false;
    }

    /**
     * How long, and why.
     *
     * @param source the key of the law in the bundles ({@code law.…}), or the setting that it comes from
     */
    record Term(int days, String source) {}

    /** Accounts, persons and matters that are wanted as evidence: nothing of theirs is erased (法律保全). */
    record Holds(Set<UUID> ids) {

        public static final Holds NONE = new Holds(Set.of());

        public Holds {
            ids = Set.copyOf(ids);
        }

        /** For {@code <> all (?)}. */
        public UUID[] array() {
            return ids.toArray(UUID[]::new);
        }

        public boolean any(Collection<UUID> asked) {
            return asked.stream().anyMatch(ids::contains);
        }
    }

    /**
     * What became of one round.
     *
     * @param refused how many were left, by the reason: a code told in the module's bundle under {@code kept.<code>}
     */
    record Outcome(int erased, Map<String, Long> refused) {

        public static final Outcome NOTHING = new Outcome(0, Map.of());

        public static Outcome of(int erased) {
            return new Outcome(erased, Map.of());
        }
    }
}
