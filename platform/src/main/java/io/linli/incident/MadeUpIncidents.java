package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.incident.PastIncidents.Past;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills a demonstration with plainly made-up incidents of the last years, any number of them: to measure with, and to
 * see how Linli feels when it is full.
 */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class MadeUpIncidents {

    private static final int TOGETHER = 200; // in one transaction, well within the time of one
    private static final int RESIDENTS = 40_000;

    private final Territory territory;
    private final MadeUpReports reports;
    private final MadeUpCourse course;
    private final PastIncidents incidents;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MadeUpIncidents(
            Territory territory,
            MadeUpReports reports,
            MadeUpCourse course,
            PastIncidents incidents,
            TransactionTemplate transaction,
            Clock clock) {
        this.territory = territory;
        this.reports = reports;
        this.course = course;
        this.incidents = incidents;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes that many.
     *
     * @param past how far back they go
     * @param reporters of whom each reports one in twenty, beside made-up residents
     */
    void make(int count, long seed, Duration past, List<AccountId> reporters, int threads, LongConsumer progress) {
        var random = new SplittableRandom(seed);
        var residents = IntStream.range(0, RESIDENTS)
                .mapToObj(n -> new AccountId(new UUID(random.nextLong(), random.nextLong())))
                .toList();
        var people = new MadeUpReports.People(residents, reporters);
        var begin = clock.instant().minus(past).truncatedTo(ChronoUnit.MICROS);
        var done = new AtomicLong();
        try (var workers = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<Future<?>>();
            for (int thread = 0; thread < threads; thread++) {
                int own = thread;
                var mine = random.split();
                running.add(workers.submit(() -> {
                    var ground = new MadeUpGround(territory, mine);
                    // in turns, so that ids, numbers and times rise together as they do in life
                    for (int from = own * TOGETHER; from < count; from += threads * TOGETHER) {
                        var made = IntStream.range(from, Math.min(count, from + TOGETHER))
                                .mapToObj(n -> begin.plus(share(past, n, count)))
                                .map(at -> make(mine, ground, people, at))
                                .toList();
                        write(made);
                        progress.accept(done.addAndGet(made.size()));
                    }
                }));
            }
            await(running);
        }
    }

    private Past make(SplittableRandom random, MadeUpGround ground, MadeUpReports.People people, Instant at) {
        var past = reports.make(random, ground, people, at);
        course.run(past.incident(), random);
        past.incident().skipTimersBefore(clock.instant());
        return past;
    }

    private void write(List<Past> made) {
        transaction.executeWithoutResult(status -> {
            incidents.add(made);
            made.forEach(past -> course.giveTask(past.incident()));
        });
    }

    private static Duration share(Duration past, int n, int count) {
        return Duration.ofMillis((long) (past.toMillis() * ((double) n / count)));
    }

    private static void await(List<Future<?>> running) {
        for (var one : running) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
