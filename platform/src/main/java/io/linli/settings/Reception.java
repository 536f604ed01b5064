package io.linli.settings;

import io.linli.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * Takes uploaded files into memory, as many at a time as there is memory for; never into a temporary file, where they
 * would lie in clear. The parts are not read (see resolve-lazily) before the caller is known and there is memory for them.
 */
public final class Reception {

    private static final Logger log = LoggerFactory.getLogger(Reception.class);
    private static final String FIELD = "file";
    private static final int KILOBYTE = 1024;

    /** A boundary, a name and a few headers around the file. */
    private static final int WRAPPING = 64 * KILOBYTE;

    private final long largest;
    private final Duration patience;
    private final Semaphore memory;
    private final Refusals refusals;

    /**
     * One kind of upload.
     *
     * @param largest one file
     * @param memory for all that are on their way at the same time
     * @param patience how long one waits for its turn
     */
    public Reception(DataSize largest, DataSize memory, Duration patience, Refusals refusals) {
        this.largest = largest.toBytes();
        this.memory = new Semaphore((int) memory.toKilobytes(), true);
        this.patience = patience;
        this.refusals = refusals;
    }

    /**
     * How the module says no.
     *
     * @param tooLarge is told the largest size in megabytes
     */
    public record Refusals(Problem missing, Problem busy, Problem tooLarge) {}

    public interface Work<T> {
        T with(String name, byte[] content);
    }

    public <T> T with(MultipartHttpServletRequest request, Work<T> work) throws IOException {
        var announced = request.getContentLengthLong();
        if (announced > largest + WRAPPING) {
            throw tooLarge();
        }
        var wanted = (int) ((announced < 0 ? largest : announced) / KILOBYTE) + 1;
        reserve(wanted);
        try {
            var file = file(request);
            var name = file.getOriginalFilename();
            return work.with(name == null ? "" : name, file.getBytes());
        } finally {
            memory.release(wanted);
        }
    }

    private MultipartFile file(MultipartHttpServletRequest request) {
        try {
            var file = request.getFile(FIELD);
            if (file == null) {
                throw refusals.missing().with().at(FIELD);
            }
            return file;
        } catch (MaxUploadSizeExceededException e) {
            throw tooLarge();
        } catch (MultipartException e) {
            log.debug("Not read", e);
            throw refusals.missing().with().at(FIELD);
        }
    }

    private void reserve(int wanted) {
        try {
            if (!memory.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw refusals.busy().with().retryAfter(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusals.busy().with().retryAfter(patience);
        }
    }

    private RuntimeException tooLarge() {
        return refusals.tooLarge().with(largest / KILOBYTE / KILOBYTE).at(FIELD);
    }
}
