package io.linli.spreadsheet.web;

import static io.linli.spreadsheet.SpreadsheetProblem.IMPORTS_BUSY;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_MISSING;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.settings.Reception;
import io.linli.spreadsheet.FaultView;
import io.linli.spreadsheet.ImportView;
import io.linli.spreadsheet.Imports;
import io.linli.spreadsheet.Imports.Offer;
import io.linli.spreadsheet.SheetFormat;
import io.linli.spreadsheet.SpreadsheetSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * Lists brought as spreadsheets: uploaded, looked at, confirmed, watched, stopped. Whoever holds the permission that a
 * list asks for may bring it, and nobody sees another's imports.
 */
@RestController
@RequestMapping(path = "/api/imports", version = "1+")
class ImportController {

    private static final String LIST = "[a-z][a-z0-9-]{0,49}";

    private final Imports imports;
    private final Reception reception;

    ImportController(Imports imports, SpreadsheetSettings settings) {
        this.imports = imports;
        reception = new Reception(
                settings.largest(),
                settings.receiving(),
                settings.patience(),
                new Reception.Refusals(SHEET_MISSING, IMPORTS_BUSY, SHEET_TOO_LARGE));
    }

    @Operation(summary = "List what can be taken in as a spreadsheet")
    @GetMapping("/lists")
    Offers lists(Authentication caller, Locale language) {
        return new Offers(imports.offers(caller, language));
    }

    @Operation(summary = "Fetch the empty spreadsheet of a list")
    @GetMapping("/lists/{list}/template")
    void template(
            @PathVariable @Pattern(regexp = LIST) String list,
            Authentication caller,
            Locale language,
            HttpServletResponse response)
            throws IOException {
        begin(response, imports.title(list, caller, language));
        imports.template(list, caller, language, response.getOutputStream());
    }

    /** The parts are not read before the caller is known to be allowed and there is memory for them. */
    @Operation(summary = "Bring a spreadsheet; it is looked through, and nothing is taken in yet")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schemaProperties =
                                    @SchemaProperty(
                                            name = "file",
                                            schema = @Schema(type = "string", format = "binary"))))
    ImportView bring(
            @RequestParam @Pattern(regexp = LIST) String list,
            Authentication caller,
            Locale language,
            MultipartHttpServletRequest request)
            throws IOException {
        imports.title(list, caller, language);
        return reception.with(request, (name, content) -> imports.bring(list, caller, language, name, content));
    }

    @Operation(summary = "List the caller's own imports")
    @GetMapping
    Page mine(
            Authentication caller,
            Locale language,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        var items = imports.mine(caller, language, after, size);
        return new Page(items, items.size() < size ? null : items.getLast().id());
    }

    @Operation(summary = "Read how far an import is")
    @GetMapping("/{id}")
    ImportView one(@PathVariable UUID id, Authentication caller, Locale language) {
        return imports.view(id, caller, language);
    }

    @Operation(summary = "List the faults of an import by cell")
    @GetMapping("/{id}/faults")
    Faults faults(
            @PathVariable UUID id,
            Authentication caller,
            Locale language,
            @RequestParam(defaultValue = "0.0") @Pattern(regexp = "\\d{1,8}\\.\\d{1,4}") String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var dot = after.indexOf('.');
        var items = imports.faults(
                id,
                caller,
                language,
                Integer.parseInt(after, 0, dot, 10),
                Integer.parseInt(after, dot + 1, after.length(), 10),
                size);
        return new Faults(
                items,
                items.size() < size
                        ? null
                        : items.getLast().line() + "." + items.getLast().number());
    }

    @Operation(summary = "Take in the rows that are good")
    @PostMapping("/{id}/confirm")
    ImportView confirm(@PathVariable UUID id, Authentication caller, Locale language) {
        return imports.confirm(id, caller, language);
    }

    @Operation(summary = "Leave an import")
    @PostMapping("/{id}/cancel")
    ImportView cancel(@PathVariable UUID id, Authentication caller, Locale language) {
        return imports.cancel(id, caller, language);
    }

    /** The rows that were left out, to be corrected and brought again. */
    @Operation(summary = "Fetch the spreadsheet back, with what is wrong in its rows")
    @GetMapping("/{id}/result")
    void result(@PathVariable UUID id, Authentication caller, Locale language, HttpServletResponse response)
            throws IOException {
        var returned = imports.returned(id, caller, language);
        begin(response, imports.view(id, caller, language).title());
        returned.write(response.getOutputStream());
    }

    private static void begin(HttpServletResponse response, String title) {
        response.setContentType(SheetFormat.XLSX.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(title + SheetFormat.XLSX.extension(), UTF_8)
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store"); // it is full of people
    }

    record Offers(List<Offer> items) {}

    record Page(List<ImportView> items, @Nullable UUID next) {}

    record Faults(List<FaultView> items, @Nullable String next) {}
}
