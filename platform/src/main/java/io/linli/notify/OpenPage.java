package io.linli.notify;

import io.linli.settings.OpenStreams;
import io.linli.settings.SystemScope;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One page that is told what comes, for as long as its reader is signed in. What it is told stands in the table, whichever
 * instance wrote it there.
 */
final class OpenPage implements Runnable, OpenStreams.Stream {

    private static final Logger log = LoggerFactory.getLogger(OpenPage.class);
    private static final int BATCH = 100;
    private static final long AGAIN_AFTER = Duration.ofSeconds(5).toMillis();

    /** Whose page it is, the language it is in, and whether its reader is still signed in. */
    record Reader(UUID account, Locale language, BooleanSupplier here) {}

    private final SseEmitter emitter = new SseEmitter(0L); // ends by itself, after a time of ours
    private final Semaphore woken = new Semaphore(0);
    private final Reader reader;
    private final Inbox inbox;
    private final SystemScope system;
    private final Duration heartbeat;
    private final Clock clock;
    private final Instant end;
    private volatile boolean closed;
    private volatile long seen = -1;
    private long told;
    private int unread = -1;

    /** Begins behind the notice of that number. */
    OpenPage(Reader reader, long after, Inbox inbox, SystemScope system, NotifySettings.Stream settings, Clock clock) {
        this.reader = reader;
        this.told = after;
        this.inbox = inbox;
        this.system = system;
        this.heartbeat = settings.heartbeat();
        this.clock = clock;
        this.end = clock.instant().plus(settings.longest());
        emitter.onCompletion(this::close);
        emitter.onError(gone -> close());
    }

    @Override
    public UUID account() {
        return reader.account();
    }

    SseEmitter emitter() {
        return emitter;
    }

    /** The inbox was changed that often; there may be something to tell. */
    void look(long changed) {
        if (changed != seen) {
            seen = changed;
            woken.release();
        }
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
            emitter.send(SseEmitter.event().reconnectTime(AGAIN_AFTER).comment("notices"));
            while (!closed && reader.here().getAsBoolean() && clock.instant().isBefore(end)) {
                tell();
                if (!woken.tryAcquire(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
                woken.drainPermits();
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            log.debug("A page of {} was left", reader.account(), gone);
        } catch (DataAccessException | TransactionException fault) {
            log.warn("A page of {} has to come again: the database does not answer", reader.account(), fault);
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        }
    }

    private void tell() throws IOException {
        int sent;
        do {
            var next = system.call(() -> inbox.since(reader.account(), told, BATCH, reader.language()));
            for (var notice : next) {
                emitter.send(SseEmitter.event()
                        .id(Long.toString(notice.number()))
                        .name("notice")
                        .data(notice.view(), MediaType.APPLICATION_JSON));
                told = notice.number();
            }
            sent = next.size();
        } while (sent == BATCH && !closed);
        int left = system.call(() -> inbox.unread(reader.account()));
        if (left != unread) {
            emitter.send(SseEmitter.event().name("unread").data(Map.of("unread", left), MediaType.APPLICATION_JSON));
            unread = left;
        }
    }
}
