package io.linli.files.web;

import static io.linli.files.FilesProblem.FILES_BUSY;
import static io.linli.files.FilesProblem.FILE_MISSING;
import static io.linli.files.FilesProblem.FILE_TOO_LARGE;

import io.linli.files.FileId;
import io.linli.files.FilesSettings;
import io.linli.files.UploadedFile;
import io.linli.files.Uploads;
import io.linli.settings.Reception;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.io.IOException;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Takes a photo in before the report that shows it. */
@RestController
@RequestMapping(path = "/api/files", version = "1+")
class FilesController {

    private final Uploads uploads;
    private final Reception reception;

    FilesController(Uploads uploads, FilesSettings settings) {
        this.uploads = uploads;
        reception = new Reception(
                settings.largest(),
                settings.receiving(),
                settings.patience(),
                new Reception.Refusals(FILE_MISSING, FILES_BUSY, FILE_TOO_LARGE));
    }

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
    UploadedFile upload(Principal who, @Parameter(hidden = true) MultipartHttpServletRequest request)
            throws IOException {
        return reception.with(request, (name, content) -> uploads.take(content, who.getName()));
    }

    // the id stands in the path: to ask for a parameter would read the parts before there is memory for them
    @Operation(
            summary = "Upload a photo under an id of yours",
            description = "Safe to send again: the same file under the same id is there once.")
    @PostMapping(path = "/{id}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
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
    UploadedFile uploadAs(
            Principal who, @PathVariable FileId id, @Parameter(hidden = true) MultipartHttpServletRequest request)
            throws IOException {
        return reception.with(request, (name, content) -> uploads.take(content, who.getName(), id));
    }
}
