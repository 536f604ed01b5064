package io.linli.settings;

import io.linli.problem.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The live streams that are open at this instance, by whose they are. Of those of one account the oldest gives way to a
 * newer one; one that is not read cannot even be told that, and stands here until the server gives its connection up.
 * Nobody takes the places of others with such: of one account so many at most are held at all.
 */
public final class OpenStreams<S extends OpenStreams.Stream> {

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    /** Held by one account, those that gave way included, for each that it may have open. */
    private static final int HELD = 2;

    private final int each;
    private final int most;
    private final Problem full;
    private final Map<UUID, Integer> held = new HashMap<>();
    private final ArrayDeque<S> streams = new ArrayDeque<>();
    private int open;

    /**
     * @param each so many of one account; the oldest gives way
     * @param most of all
     * @param full what is said to whom there is no place for
     */
    public OpenStreams(int each, int most, Problem full) {
        this.each = each;
        this.most = most;
        this.full = full;
    }

    /** One of them. */
    public interface Stream {

        UUID account();

        boolean isClosed();

        void close();
    }

    /** Takes a place before the stream is there, since it costs something to make one. */
    public synchronized void reserve(UUID account) {
        int own = held.getOrDefault(account, 0);
        if (open >= most || own >= each * HELD) {
            throw full.with().retryAfter(AGAIN_AFTER);
        }
        held.put(account, own + 1);
        open++;
    }

    /** The stream to which the place belonged is gone, or never came. */
    public synchronized void giveBack(UUID account) {
        open--;
        held.computeIfPresent(account, (whose, own) -> own == 1 ? null : own - 1);
    }

    public synchronized void add(S stream) {
        streams.addLast(stream);
        var shown = streams.stream()
                .filter(one -> one.account().equals(stream.account()) && !one.isClosed())
                .toList();
        if (shown.size() > each) {
            shown.getFirst().close();
        }
    }

    public synchronized void remove(S stream) {
        streams.remove(stream);
        giveBack(stream.account());
    }

    public synchronized int count() {
        return open;
    }

    public synchronized List<S> all() {
        return List.copyOf(streams);
    }
}
