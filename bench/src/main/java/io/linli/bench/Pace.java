package io.linli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Work that comes at its own moment, whether or not what came before is done: as people come, not as a queue does. */
final class Pace {

    /** One piece of work; it may take as long as it takes. */
    interface Work {

        void at(long number) throws Exception;
    }

    private Pace() {}

    /** So many pieces a second for so long; as many at a time as there are hands. Tells how many a second were done. */
    static double keep(double aSecond, double seconds, int hands, Work work)
            throws InterruptedException, ExecutionException {
        long count = Math.max(1, Math.round(aSecond * seconds));
        var next = new AtomicLong();
        long begin = System.nanoTime();
        try (var people = Executors.newFixedThreadPool(hands)) {
            var all = new ArrayList<Callable<Boolean>>();
            for (int n = 0; n < hands; n++) {
                all.add(() -> {
                    for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        long left = begin + Math.round(i * 1e9 / aSecond) - System.nanoTime();
                        if (left > 0) {
                            Thread.sleep(Duration.ofNanos(left));
                        }
                        work.at(i);
                    }
                    return true;
                });
            }
            for (var each : people.invokeAll(all)) {
                each.get();
            }
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    /** As fast as it goes: each hand takes up the next piece as soon as it is done with one. Tells how many a second. */
    static double rush(double seconds, int hands, Work work) throws InterruptedException, ExecutionException {
        var done = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + Math.round(seconds * 1e9);
        try (var people = Executors.newFixedThreadPool(hands)) {
            var all = new ArrayList<Callable<Boolean>>();
            for (int n = 0; n < hands; n++) {
                all.add(() -> {
                    while (System.nanoTime() < end) {
                        work.at(done.get());
                        done.incrementAndGet();
                    }
                    return true;
                });
            }
            for (var each : people.invokeAll(all)) {
                each.get();
            }
        }
        return done.get() / ((System.nanoTime() - begin) / 1e9);
    }
}
