package io.linli.dataprotection.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.dataprotection.Inventory;
import io.linli.dataprotection.PrivacyNotices;
import io.linli.identity.Caller;
import io.linli.spreadsheet.SheetFormat;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the program keeps about people, and what they are told of it. */
@RestController
@RequestMapping(path = "/api/data-protection", version = "1+")
class InventoryController {

    private final Inventory inventory;
    private final PrivacyNotices notices;

    InventoryController(Inventory inventory, PrivacyNotices notices) {
        this.inventory = inventory;
        this.notices = notices;
    }

    @Operation(
            summary = "List every kind of personal data that the program keeps: where, what for, who sees it, how long")
    @GetMapping("/inventory")
    @PreAuthorize("hasAuthority('dataprotection:read')")
    Items inventory() {
        return new Items(inventory.entries());
    }

    @Operation(summary = "Take the inventory out as a list")
    @GetMapping("/inventory/export")
    @PreAuthorize("hasAuthority('dataprotection:read')")
    void exportInventory(
            Caller caller, @RequestParam(defaultValue = "XLSX") SheetFormat format, HttpServletResponse response)
            throws IOException {
        response.setContentType(format.mediaType());
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename("personal-data" + format.extension(), UTF_8)
                        .build()
                        .toString());
        inventory.export(format, caller, response.getOutputStream());
    }

    @Operation(summary = "Confirm which law a kind of data rests on")
    @PostMapping("/inventory/basis")
    @PreAuthorize("hasAuthority('dataprotection:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmBasis(Caller caller, @RequestBody @Valid Basis body) {
        inventory.confirm(body.kind(), body.law().strip(), caller);
    }

    @Operation(summary = "Publish a new text of what people are told; all are told anew")
    @PostMapping("/notices")
    @PreAuthorize("hasAuthority('dataprotection:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    PrivacyNotices.Text publishNotice(Caller caller, @RequestBody @Valid NewNotice body) {
        return notices.publish(body.chinese().strip(), body.english().strip(), caller);
    }

    record Items(List<Inventory.Entry> items) {}

    record Basis(
            @NotBlank @Size(max = 80) String kind,
            @NotBlank @Size(min = 4, max = 200) String law) {}

    record NewNotice(
            @NotBlank @Size(max = 10_000) String chinese,
            @NotBlank @Size(max = 20_000) String english) {}
}
