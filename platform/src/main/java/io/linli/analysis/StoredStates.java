package io.linli.analysis;

import io.linli.analysis.detector.Course;
import io.linli.analysis.detector.Detector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/**
 * The states of one batch: read together before it (those that are not known of the batch before), kept in memory during
 * it, written together after it.
 */
final class StoredStates implements Course.States {

    /** Of one detector. */
    record Key(String detector, String key) {}

    private final JdbcClient database;
    private final KnownStates known;
    private final Map<Key, Object> states = new HashMap<>();
    private final Set<Key> asked = new HashSet<>();
    private final Set<String> askedWhole = new HashSet<>();
    private final Map<Key, Object> changed = new LinkedHashMap<>();
    private final List<Key> broken = new ArrayList<>();

    StoredStates(JdbcClient database, KnownStates known) {
        this.database = database;
        this.known = known;
    }

    /** Reads those that the batch will need. */
    void fetch(Map<String, ? extends Detector<?>> detectors, Collection<Key> keys) {
        var missing =
                keys.stream().filter(asked::add).filter(key -> !isKnown(key)).toList();
        if (missing.isEmpty()) {
            return;
        }
        database.sql("""
                        select s.detector, s.key, s.body
                        from unnest(?::text[], ?::text[]) wanted (detector, key)
                        join analysis.state s on s.detector = wanted.detector and s.key = wanted.key""")
                .params(
                        missing.stream().map(Key::detector).toArray(String[]::new),
                        missing.stream().map(Key::key).toArray(String[]::new))
                .query(row -> {
                    take(detectors.get(row.getString(1)), row.getString(2), row.getString(3));
                });
    }

    private boolean isKnown(Key key) {
        var state = known.get(key);
        if (state != null) {
            states.put(key, state);
        }
        return state != null;
    }

    // one that cannot be read begins anew: it must not keep the others from going on
    private void take(@Nullable Detector<?> detector, String key, String body) {
        if (detector == null) {
            return;
        }
        var at = new Key(detector.name(), key);
        try {
            states.put(at, StateJson.read(body, detector.stateType()));
        } catch (JacksonException | IllegalArgumentException e) {
            broken.add(at);
        }
    }

    /** Those that could not be read since this was last asked. */
    List<Key> broken() {
        var found = List.copyOf(broken);
        broken.clear();
        return found;
    }

    @Override
    public @Nullable Object get(Detector<?> detector, String key) {
        var at = new Key(detector.name(), key);
        if (!asked.contains(at) && !askedWhole.contains(detector.name())) {
            fetch(Map.of(detector.name(), detector), List.of(at));
        }
        return states.get(at);
    }

    @Override
    public void put(Detector<?> detector, String key, Object state) {
        var at = new Key(detector.name(), key);
        asked.add(at);
        states.put(at, state);
        changed.put(at, state);
    }

    @Override
    public List<String> keys(Detector<?> detector) {
        if (askedWhole.add(detector.name())) {
            database.sql("select key, body from analysis.state where detector = ? order by key")
                    .param(detector.name())
                    .query(row -> {
                        var key = new Key(detector.name(), row.getString(1));
                        if (asked.add(key) && !isKnown(key)) {
                            take(detector, row.getString(1), row.getString(2));
                        }
                    });
        }
        var keys = new TreeSet<String>();
        states.keySet().stream()
                .filter(at -> at.detector().equals(detector.name()))
                .forEach(at -> keys.add(at.key()));
        return List.copyOf(keys);
    }

    void save() {
        write();
        states.forEach(known::put);
    }

    private void write() {
        if (changed.isEmpty()) {
            return;
        }
        var keys = List.copyOf(changed.keySet());
        database.sql("""
                        insert into analysis.state (detector, key, body)
                        select detector, key, body from unnest(?::text[], ?::text[], ?::text[]) new (detector, key, body)
                        on conflict (detector, key) do update set body = excluded.body""")
                .params(
                        keys.stream().map(Key::detector).toArray(String[]::new),
                        keys.stream().map(Key::key).toArray(String[]::new),
                        changed.values().stream().map(StateJson::write).toArray(String[]::new))
                .update();
        changed.clear();
    }
}
