package io.linli.insight.web;

import io.linli.identity.Caller;
import io.linli.insight.OpenFigures;
import io.linli.insight.Reports;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports for those who serve, and what everybody may know. */
@RestController
@RequestMapping(path = "/api/insight", version = "1+")
class ReportController {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Reports reports;
    private final OpenFigures open;

    ReportController(Reports reports, OpenFigures open) {
        this.reports = reports;
        this.open = open;
    }

    @Operation(summary = "Read how much was reported and solved by month, and how soon somebody answered")
    @SecurityRequirements // open to everyone
    @GetMapping("/public")
    OpenFigures.Sheet openFigures(@RequestParam(required = false) @Nullable AreaCode area) {
        return open.of(area);
    }

    @Operation(
            summary =
                    "Read the report of the day, week, month, quarter or year around a day, beside the one before and by area")
    @GetMapping("/reports/{kind}")
    @PreAuthorize("hasAuthority('insight:read')")
    Reports.Report report(
            Caller caller,
            @PathVariable Reports.Kind kind,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable AreaCode area) {
        return reports.of(caller, kind, day, area);
    }

    @Operation(summary = "Take the same report along as a spreadsheet")
    @GetMapping(path = "/reports/{kind}/sheet", produces = XLSX)
    @PreAuthorize("hasAuthority('insight:read')")
    void reportSheet(
            Caller caller,
            @PathVariable Reports.Kind kind,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable AreaCode area,
            HttpServletResponse response)
            throws IOException {
        var made = reports.make(caller, kind, day, area);
        reports.writeSheet(caller, made, taken(response, XLSX, "report.xlsx"));
    }

    @Operation(summary = "Take the same report along on paper, with its font in it")
    @GetMapping(path = "/reports/{kind}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @PreAuthorize("hasAuthority('insight:read')")
    void reportPdf(
            Caller caller,
            @PathVariable Reports.Kind kind,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable AreaCode area,
            HttpServletResponse response)
            throws IOException {
        var made = reports.make(caller, kind, day, area);
        reports.writePdf(caller, made, taken(response, MediaType.APPLICATION_PDF_VALUE, "report.pdf"));
    }

    /** Where a file goes that is to be kept. */
    static OutputStream taken(HttpServletResponse response, String type, String name) throws IOException {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return response.getOutputStream();
    }
}
