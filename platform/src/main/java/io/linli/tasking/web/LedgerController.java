package io.linli.tasking.web;

import io.linli.identity.Caller;
import io.linli.spreadsheet.SheetFormat;
import io.linli.tasking.WorkLedger;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger of what was looked at on the spot. */
@RestController
@RequestMapping(path = "/api/tasks/ledger", version = "1+")
@PreAuthorize("hasAuthority('tasking:plan')")
class LedgerController {

    private static final String CODE = "[A-Z0-9_]{2,40}";

    private final WorkLedger ledger;

    LedgerController(WorkLedger ledger) {
        this.ledger = ledger;
    }

    @Operation(
            summary = "List what was looked at on the spot, by work item",
            description = "One row for each checklist that was answered on these days, newest first.")
    @GetMapping
    WorkLedger.Page workLedger(
            Caller caller,
            @RequestParam AreaCode area,
            @RequestParam(required = false) @Pattern(regexp = CODE) @Nullable String checklist,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Size(max = 200) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return ledger.page(new WorkLedger.Wanted(area, checklist, from, to), caller, after, size);
    }

    @Operation(summary = "Fetch the same as a sheet")
    @GetMapping(path = "/export", produces = "text/csv")
    void exportWorkLedger(
            Caller caller,
            @RequestParam AreaCode area,
            @RequestParam(required = false) @Pattern(regexp = CODE) @Nullable String checklist,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(SheetFormat.CSV.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"ledger.csv\"");
        ledger.write(new WorkLedger.Wanted(area, checklist, from, to), caller, response.getOutputStream());
    }
}
