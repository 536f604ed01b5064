package io.linli.spreadsheet.web;

import static io.linli.spreadsheet.SpreadsheetProblem.IMPORTS_BUSY;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_MISSING;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_TOO_LARGE;

import io.linli.spreadsheet.SpreadsheetSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Takes uploaded files into memory, as many at a time as there is memory for; never into a temporary file. */
@Component
class Reception {

    private static final Logger log = LoggerFactory.getLogger(Reception.class);
    private static final int KILOBYTE = 1024;

    /** A boundary, a name and a few headers around the file. */
    private static final int WRAPPING = 64 * KILOBYTE;

    private final long largest;
    private final Duration patience;
    private final Semaphore memory;

    Reception(SpreadsheetSettings settings) {
        largest = settings.largest().toBytes();
        patience = settings.patience();
        memory = new Semaphore((int) settings.receiving().toKilobytes(), true);
    }

    interface Work<T> {
        T with(String name, byte[] content);
    }

    <T> T with(MultipartHttpServletRequest request, Work<T> work) throws IOException {
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
            var file = request.getFile("file");
            if (file == null) {
                throw SHEET_MISSING.with().at("file");
            }
            return file;
        } catch (MaxUploadSizeExceededException e) {
            throw tooLarge();
        } catch (MultipartException e) {
            log.debug("Not read", e);
            throw SHEET_MISSING.with().at("file");
        }
    }

    private void reserve(int wanted) {
        try {
            if (!memory.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw IMPORTS_BUSY.with().retryAfter(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw IMPORTS_BUSY.with().retryAfter(patience);
        }
    }

    private RuntimeException tooLarge() {
        return SHEET_TOO_LARGE.with(largest / KILOBYTE / KILOBYTE).at("file");
    }
}
