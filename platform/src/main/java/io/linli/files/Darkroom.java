package io.linli.files;

import static io.linli.files.FilesProblem.FILES_BUSY;

import io.linli.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Where photos are decoded, so many at a time and no more: each needs much memory, and native code holds on to its
 * thread, so that on the virtual threads of the requests a few photos would keep everybody waiting.
 */
@Component
class Darkroom {

    private static final int THUMBNAIL_SIDE = 480;

    private final int side;
    private final Duration patience;
    private final Semaphore places;
    private final ExecutorService threads;

    Darkroom(FilesSettings settings) {
        side = settings.side();
        patience = settings.patience();
        places = new Semaphore(settings.decoders(), true);
        threads = Executors.newFixedThreadPool(
                settings.decoders(),
                Thread.ofPlatform().daemon().name("darkroom-", 0).factory());
    }

    Prints develop(byte[] content, PhotoHeader header) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw FILES_BUSY.with().retryAfter(patience);
            }
            try {
                return threads.submit(() -> print(content, header)).get();
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FILES_BUSY.with().retryAfter(patience);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException refused ? refused : new IllegalStateException(e.getCause());
        }
    }

    private Prints print(byte[] content, PhotoHeader header) {
        var photo = Photo.decode(content, header);
        return new Prints(photo.jpeg(side), photo.jpeg(THUMBNAIL_SIDE));
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }

    record Prints(Jpeg copy, Jpeg thumbnail) {}
}
