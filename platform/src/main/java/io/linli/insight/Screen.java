package io.linli.insight;

import io.linli.identity.Caller;
import io.linli.identity.Sight;
import io.linli.insight.Board.Entry;
import io.linli.settings.OpenStreams;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open screen. What happens within a quarter of a second goes in one message, of each incident the latest. A screen
 * that does not read holds up its own thread alone, until the server gives the connection up (server.tomcat.connection-timeout):
 * nothing is queued for it but the one message on its way, and what it missed is asked of the board when it reads again.
 */
final class Screen implements Runnable, OpenStreams.Stream {

    private static final Logger log = LoggerFactory.getLogger(Screen.class);
    private static final long AGAIN_AFTER = Duration.ofSeconds(2).toMillis();
    static final int SHOWN = 50;

    /** Whose screen it is, whether they are still signed in, and what they may see by now. */
    record Reader(Caller caller, BooleanSupplier here, Supplier<Optional<Sight>> sight) {}

    /** Several things at once; what is more than fits is counted. */
    record Changes(List<News> items, int more, Instant at) {}

    record Now(Instant at) {}

    private final SseEmitter emitter;
    private final Semaphore woken = new Semaphore(0);
    private final Reader reader;
    private final Board board;
    private final InsightSettings.Screens settings;
    private final Clock clock;
    private volatile boolean closed;
    private @Nullable List<News> missed;
    private long place;

    /**
     * @param missed what happened while it was away; null when that is more than is told
     * @param place behind which it goes on
     */
    Screen(
            SseEmitter emitter,
            Reader reader,
            @Nullable List<News> missed,
            long place,
            Board board,
            InsightSettings.Screens settings,
            Clock clock) {
        this.emitter = emitter;
        this.reader = reader;
        this.missed = missed;
        this.place = place;
        this.board = board;
        this.settings = settings;
        this.clock = clock;
        emitter.onCompletion(this::close);
        emitter.onError(gone -> close());
    }

    Caller caller() {
        return reader.caller();
    }

    SseEmitter emitter() {
        return emitter;
    }

    void look() {
        woken.release();
    }

    @Override
    public UUID account() {
        return caller().id().id();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        woken.release();
    }

    @Override
    public void run() {
        try {
            emitter.send(SseEmitter.event().reconnectTime(AGAIN_AFTER).comment("screen"));
            begin();
            follow();
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            log.debug("A screen of {} was left", caller(), gone);
        } catch (DataAccessException | TransactionException fault) {
            log.warn("A screen of {} has to come again: the database does not answer", caller(), fault);
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        }
    }

    private void begin() throws IOException {
        var first = missed;
        missed = List.of(); // read once, and of no use afterwards
        if (first == null) {
            send("reset", new Now(clock.instant()));
        } else if (first.isEmpty()) {
            send("still", new Now(clock.instant()));
        } else {
            send("changes", changes(first));
        }
    }

    private void follow() throws IOException, InterruptedException {
        var sight = reader.sight().get();
        var end = clock.instant().plus(settings.longest());
        var looked = System.nanoTime();
        while (!closed && sight.isPresent() && clock.instant().isBefore(end)) {
            boolean told = tell(sight.get());
            boolean quiet = !told && !woken.tryAcquire(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
            woken.drainPermits();
            if (quiet || System.nanoTime() - looked > settings.heartbeat().toNanos()) {
                looked = System.nanoTime();
                sight = reader.here().getAsBoolean() ? reader.sight().get() : Optional.empty();
                send("still", new Now(clock.instant()));
            }
            if (told) {
                TimeUnit.NANOSECONDS.sleep(settings.gather().toNanos());
            }
        }
    }

    private boolean tell(Sight sight) throws IOException {
        var next = board.after(place);
        if (next == null) {
            place = board.last();
            send("reset", new Now(clock.instant()));
            return true;
        }
        if (next.isEmpty()) {
            return false;
        }
        place = next.getLast().place();
        var shown = next.stream()
                .filter(entry -> shows(sight, entry))
                .map(Entry::news)
                .toList();
        if (shown.isEmpty()) {
            return false;
        }
        send("changes", changes(shown));
        return true;
    }

    private static boolean shows(Sight sight, Entry entry) {
        return sight.shows(entry.news().area().code(), entry.unit(), entry.restricted(), entry.hiddenFrom());
    }

    /** Newest first, of each incident what happened last; a report stays one though it was dispatched in the same breath. */
    private Changes changes(List<News> inOrder) {
        var latest = new LinkedHashMap<Object, News>();
        for (var news : inOrder) {
            var earlier = latest.remove(news.incident());
            latest.put(news.incident(), earlier == null ? news : news.after(earlier));
        }
        var all = new ArrayList<>(latest.values()).reversed();
        return new Changes(
                List.copyOf(all.subList(0, Math.min(SHOWN, all.size()))),
                Math.max(0, all.size() - SHOWN),
                clock.instant());
    }

    private void send(String name, Object data) throws IOException {
        emitter.send(SseEmitter.event().id(Long.toString(place)).name(name).data(data, MediaType.APPLICATION_JSON));
    }
}
