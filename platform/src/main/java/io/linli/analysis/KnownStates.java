package io.linli.analysis;

import io.linli.analysis.StoredStates.Key;
import io.linli.journal.JournalEntry.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states that were used last, as they stand in the database where the reader has come to this place: so that a
 * busy key is not read again with each batch. Worth nothing once another instance has read on.
 */
final class KnownStates {

    /** Of a few kilobytes each, most of them. */
    private static final int MOST = 4_000;

    private final Map<Key, Object> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
            return size() > MOST;
        }
    };

    private @Nullable Position place;

    @Nullable
    Object get(Key key) {
        return states.get(key);
    }

    void put(Key key, Object state) {
        states.put(key, state);
    }

    boolean stand(@Nullable Position at) {
        return place != null && place.equals(at);
    }

    void standAt(Position now) {
        place = now;
    }
}
