package io.linli.files.web;

import static io.linli.files.FilesProblem.FILES_BUSY;
import static io.linli.files.FilesProblem.FILE_MISSING;
import static io.linli.files.FilesProblem.FILE_TOO_LARGE;

import io.linli.files.FilesSettings;
import io.linli.files.UploadedFile;
import io.linli.files.Uploads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Takes a photo in before the report that shows it. */
@RestController
@RequestMapping(path = "/api/files", version = "1+")
class FilesController {

    private static final Logger log = LoggerFactory.getLogger(FilesController.class);
    private static final int KILOBYTE = 1024;

    /** A boundary, a name and a few headers around the file. */
    private static final int WRAPPING = 64 * KILOBYTE;

    private final Uploads uploads;
    private final long largest;
    private final Duration patience;
    private final Semaphore memory;

    FilesController(Uploads uploads, FilesSettings settings) {
        this.uploads = uploads;
        largest = settings.largest().toBytes();
        patience = settings.patience();
        memory = new Semaphore((int) settings.receiving().toKilobytes(), true);
    }

    /** The parts are not read (see resolve-lazily) before the caller is known and there is memory for them. */
    @Operation(
            summary = "Upload a photo",
            description = "JPEG or PNG; the id in the answer goes into the photos of a report.")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAuthority('files:upload')")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schemaProperties =
                                    @SchemaProperty(
                                            name = "file",
                                            schema = @Schema(type = "string", format = "binary"))))
    UploadedFile upload(Principal who, MultipartHttpServletRequest request) throws IOException {
        var announced = request.getContentLengthLong();
        if (announced > largest + WRAPPING) {
            throw tooLarge();
        }
        var wanted = (int) ((announced < 0 ? largest : announced) / KILOBYTE) + 1;
        reserve(wanted);
        try {
            return uploads.take(content(request), who.getName());
        } finally {
            memory.release(wanted);
        }
    }

    private byte[] content(MultipartHttpServletRequest request) throws IOException {
        try {
            var file = request.getFile("file");
            if (file == null) {
                throw FILE_MISSING.with().at("file");
            }
            return file.getBytes();
        } catch (MaxUploadSizeExceededException e) {
            throw tooLarge();
        } catch (MultipartException e) {
            log.debug("Not read", e);
            throw FILE_MISSING.with().at("file");
        }
    }

    private void reserve(int wanted) {
        try {
            if (!memory.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw FILES_BUSY.with().retryAfter(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FILES_BUSY.with().retryAfter(patience);
        }
    }

    private RuntimeException tooLarge() {
        return FILE_TOO_LARGE.with(largest / KILOBYTE / KILOBYTE).at("file");
    }
}
