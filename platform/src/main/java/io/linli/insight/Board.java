package io.linli.insight;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last of what happened, in order, shared by all screens of an instance: each reads on from its own place. Who falls
 * behind what is kept has missed something and is told so; nobody waits for them.
 */
final class Board {

    /** What happened, with what is asked of whoever wants to know. */
    record Entry(
            long place,
            @Nullable String unit,
            @Nullable String restricted,
            @Nullable String hiddenFrom,
            News news) {}

    private final int most;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long before;
    private long last;

    /** Begins behind that place and keeps so many. */
    Board(long place, int most) {
        this.before = place;
        this.last = place;
        this.most = most;
    }

    synchronized void add(List<Entry> more) {
        for (var entry : more) {
            if (entry.place() > last) {
                entries.addLast(entry);
                last = entry.place();
            }
        }
        while (entries.size() > most) {
            before = entries.removeFirst().place();
        }
    }

    synchronized long last() {
        return last;
    }

    /** All behind that place, up to the last of now; null when not all of it is kept any more. */
    synchronized @Nullable List<Entry> after(long place) {
        if (place < before) {
            return null;
        }
        var found = new ArrayList<Entry>();
        for (var latest = entries.descendingIterator(); latest.hasNext(); ) {
            var entry = latest.next();
            if (entry.place() <= place) {
                break;
            }
            found.add(entry);
        }
        return found.reversed();
    }
}
