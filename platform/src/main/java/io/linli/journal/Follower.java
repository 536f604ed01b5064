package io.linli.journal;

import io.linli.settings.SystemScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds one reader, for as long as its thread runs. */
final class Follower implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** How often it looks. A pause gathers what many transactions write into one batch and one commit. */
    record Pace(Duration pause, Duration poll) {

        private static final int LONGEST = 8;
        private static final int MANY = 16;

        /** After a batch of so many. Where much is written one that nobody waits for gathers longer, step by step. */
        Duration after(int read, Duration last, boolean waitedFor) {
            if (waitedFor || read < MANY) {
                return pause;
            }
            var longer = last.multipliedBy(2);
            var longest = pause.multipliedBy(LONGEST);
            return longer.compareTo(longest) < 0 ? longer : longest;
        }
    }

    /** What a reader could not get past. */
    record Failure(
            Instant since,
            int tries,
            String cause,
            @Nullable JournalEntry at) {

        /** Most failures are gone with the next try, or end before a single entry. */
        boolean lasts() {
            return at == null ? tries >= 10 : tries >= 3;
        }
    }

    private final JournalReader reader;
    private final Journal journal;
    private final SystemScope system;
    private final Clock clock;
    private final Pace pace;
    private final Semaphore woken = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private final Counter entries;
    private final Counter failures;

    private volatile boolean running = true;
    private volatile @Nullable Failure failure;
    private int most;
    private Duration gathering;
    private List<JournalEntry> handed = List.of();

    Follower(
            JournalReader reader, Journal journal, SystemScope system, Clock clock, Pace pace, MeterRegistry measures) {
        this.reader = reader;
        this.journal = journal;
        this.system = system;
        this.clock = clock;
        this.pace = pace;
        this.most = reader.most();
        this.gathering = pace.pause();
        this.entries = measures.counter("linli.journal.entries", "reader", reader.name());
        this.failures = measures.counter("linli.journal.failures", "reader", reader.name());
        Gauge.builder("linli.journal.stuck", this, follower -> follower.isStuck() ? 1 : 0)
                .tag("reader", reader.name())
                .description("1 while the reader stands before an entry that it cannot read")
                .register(measures);
    }

    String name() {
        return reader.name();
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    boolean isStuck() {
        var now = failure;
        return now != null && now.lasts();
    }

    void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    void stop() {
        running = false;
        stopped.release();
        wake();
    }

    @Override
    public void run() {
        while (running) {
            try {
                boolean full = read();
                if (!full) {
                    rest(gathering);
                    await(pace.poll());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            }
        }
    }

    private boolean read() throws InterruptedException {
        int batch = most;
        handed = List.of();
        try {
            int read = system.call(() -> journal.follow(reader.name(), batch, this::hand));
            entries.increment(read);
            gathering = pace.after(read, gathering, reader.isWaitedFor());
            if (read > 0) {
                failure = null;
                most = Math.min(reader.most(), most * 2);
            }
            return read == batch;
        } catch (RuntimeException | Error e) {
            failed(e);
            return true;
        }
    }

    private void hand(List<JournalEntry> batch) {
        handed = batch;
        reader.read(batch);
    }

    private void failed(Throwable cause) throws InterruptedException {
        if (!running) {
            return; // the database may be gone by now
        }
        failures.increment();
        var before = failure;
        int tries = before == null ? 1 : before.tries() + 1;
        var since = before == null ? clock.instant() : before.since();
        var at = handed.size() == 1 ? handed.getFirst() : null;
        failure = new Failure(since, tries, cause.getClass().getSimpleName(), at);
        log.error(
                "Reader {} failed {} times at {}",
                reader.name(),
                tries,
                at == null ? handed.size() + " entries" : at.type() + " " + at.position(),
                cause);
        if (handed.size() > 1) {
            most = handed.size() / 2; // so that it comes to stand before the very entry that it fails at
            rest(pace.pause());
        } else {
            var wait = Duration.ofMillis(100L << Math.min(tries, 20));
            rest(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        }
    }

    private void rest(Duration time) throws InterruptedException {
        if (stopped.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            stopped.release();
        }
    }

    private void await(Duration time) throws InterruptedException {
        if (woken.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            woken.drainPermits();
        }
    }
}
