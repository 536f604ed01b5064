package io.linli.simulator.replay;

import io.linli.simulator.LinliClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Posts the messages at an even rate, then looks for each of them as somebody at the desk would. */
final class Replay {

    private static final int AT_ONCE = 32;
    private static final int TRIES = 5;

    private final LinliClient server;
    private final Tally tally = new Tally();

    Replay(LinliClient server) {
        this.server = server;
    }

    Tally run(List<Message> messages, double rate, Duration patience) throws InterruptedException, IOException {
        var start = System.nanoTime();
        each(Words.say("task.report"), messages, (message, number) -> {
            var due = start + (long) (number / rate * 1e9);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            report(message);
            return message;
        });
        var until = Instant.now().plus(patience);
        each(Words.say("task.follow"), List.copyOf(tally.taken().keySet()), (id, number) -> {
            follow(id, until);
            return id;
        });
        return tally;
    }

    private interface Work<T> {
        T on(T item, int number) throws IOException, InterruptedException;
    }

    private static <T> void each(String name, List<T> items, Work<T> work) throws InterruptedException, IOException {
        var room = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var progress = new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax(items.size())
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .build()) {
            var ends = new ExecutorCompletionService<T>(threads);
            for (int i = 0; i < items.size(); i++) {
                int number = i;
                room.acquire();
                ends.submit(guarded(room, () -> work.on(items.get(number), number)));
                progress.step();
            }
            for (int i = 0; i < items.size(); i++) {
                ends.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static <T> Callable<T> guarded(Semaphore room, Callable<T> work) {
        return () -> {
            try {
                return work.call();
            } finally {
                room.release();
            }
        };
    }

    private void report(Message message) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var begin = System.nanoTime();
            var answer = server.post("/api/event/report", message.report(), message.key());
            if (answer.isOk()) {
                tally.took(
                        answer.body().path("id").asString(),
                        answer.body().path("number").asString(),
                        System.nanoTime() - begin);
                return;
            }
            var wait = answer.retryAfter();
            if (wait == null || attempt == TRIES || wait.compareTo(Duration.ofMinutes(1)) > 0) {
                tally.refused(answer.code());
                return;
            }
            Thread.sleep(wait);
        }
    }

    private void follow(String id, Instant until) throws IOException, InterruptedException {
        while (true) {
            var answer = server.get("/api/incidents/" + id);
            if (answer.isOk()) {
                var incident = answer.body();
                tally.found(
                        incident.path("categoryName").asString(Words.say("category.none")),
                        incident.path("how").asString("?"),
                        incident.path("status").asString("?"));
                return;
            }
            if (Instant.now().isAfter(until)) {
                tally.refused("NOT_FOUND_AGAIN:" + answer.code());
                return;
            }
            Thread.sleep(500);
        }
    }
}
