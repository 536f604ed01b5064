package io.linli.journal;

import io.linli.journal.Follower.Pace;
import io.linli.settings.Duties;
import io.linli.settings.Duty;
import io.linli.settings.SystemScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Feeds every {@link JournalReader}, each from a thread of its own. Every instance with that duty does so: the database
 * lets one at a time read under a name.
 */
@Component
class JournalPump implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JournalPump.class);
    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    private final ObjectProvider<JournalReader> readers;
    private final Journal journal;
    private final SystemScope system;
    private final Clock clock;
    private final MeterRegistry measures;
    private final boolean enabled;
    private final Pace pace;

    private volatile List<Follower> followers = List.of();
    private List<Thread> threads = List.of();

    JournalPump(
            ObjectProvider<JournalReader> readers,
            Journal journal,
            SystemScope system,
            Clock clock,
            MeterRegistry measures,
            Duties duties,
            @Value("${linli.journal.pump:true}") boolean enabled,
            @Value("${linli.journal.pause:50ms}") Duration pause,
            @Value("${linli.journal.poll:1s}") Duration poll) {
        this.readers = readers;
        this.journal = journal;
        this.system = system;
        this.clock = clock;
        this.measures = measures;
        this.enabled = enabled && duties.has(Duty.ANALYSIS);
        this.pace = new Pace(pause, poll);
    }

    /** There may be something new. */
    void wake() {
        followers.forEach(Follower::wake);
    }

    List<Follower> followers() {
        return followers;
    }

    @Override
    public synchronized void start() {
        if (!enabled || isRunning()) {
            return;
        }
        var names = new HashSet<String>();
        var all = readers.orderedStream()
                .map(reader -> new Follower(reader, journal, system, clock, pace, measures))
                .toList();
        for (var follower : all) {
            if (!names.add(follower.name())) {
                throw new IllegalStateException("Two readers of the journal are called " + follower.name());
            }
        }
        var running = new ArrayList<Thread>();
        for (var follower : all) {
            running.add(Thread.ofVirtual().name("journal-" + follower.name()).start(follower));
        }
        followers = all;
        threads = running;
    }

    @Override
    public synchronized void stop() {
        followers.forEach(Follower::stop);
        for (var thread : threads) {
            try {
                if (!thread.join(LAST_BATCH)) {
                    log.warn("{} does not end; its batch will be read again", thread.getName());
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                thread.interrupt();
            }
        }
        followers = List.of();
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
