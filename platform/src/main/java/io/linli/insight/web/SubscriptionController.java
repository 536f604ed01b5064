package io.linli.insight.web;

import io.linli.identity.Caller;
import io.linli.insight.KeptReports;
import io.linli.insight.Reports;
import io.linli.insight.Subscriptions;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reports that come by themselves: wanting them, and opening what came. */
@RestController
@RequestMapping(path = "/api/insight", version = "1+")
class SubscriptionController {

    private final Subscriptions subscriptions;
    private final KeptReports kept;
    private final Reports reports;

    SubscriptionController(Subscriptions subscriptions, KeptReports kept, Reports reports) {
        this.subscriptions = subscriptions;
        this.kept = kept;
        this.reports = reports;
    }

    @Operation(summary = "List one's own subscriptions to reports, those that ended lately included")
    @GetMapping("/subscriptions")
    @PreAuthorize("hasAuthority('insight:read')")
    Wanted subscriptions(Caller caller) {
        return new Wanted(subscriptions.of(caller));
    }

    @Operation(
            summary =
                    "Subscribe to the daily, weekly, monthly, quarterly or yearly report of an area; of one subscribed to already, that one")
    @PostMapping("/subscriptions")
    @PreAuthorize("hasAuthority('insight:read')")
    @ResponseStatus(HttpStatus.CREATED)
    Subscriptions.Subscription subscribe(Caller caller, @RequestBody @Valid NewSubscription wanted) {
        return subscriptions.begin(caller, wanted.kind(), wanted.area());
    }

    @Operation(summary = "End a subscription of one's own")
    @PostMapping("/subscriptions/{id}/end")
    @PreAuthorize("hasAuthority('insight:read')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSubscription(Caller caller, @PathVariable UUID id) {
        subscriptions.end(caller, id);
    }

    @Operation(summary = "List the reports that were made for the caller")
    @GetMapping("/kept-reports")
    @PreAuthorize("hasAuthority('insight:read')")
    Came keptReports(Caller caller) {
        return new Came(kept.of(caller));
    }

    @Operation(
            summary = "Open a report as it was made, as long as its area and the posts it was made for are one's own")
    @GetMapping("/kept-reports/{id}")
    @PreAuthorize("hasAuthority('insight:read')")
    Reports.Made keptReport(Caller caller, @PathVariable UUID id) {
        return kept.open(caller, id);
    }

    @Operation(summary = "Take a report that was made along on paper")
    @GetMapping(path = "/kept-reports/{id}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @PreAuthorize("hasAuthority('insight:read')")
    void keptReportPdf(Caller caller, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var made = kept.open(caller, id);
        reports.writePdf(caller, made, ReportController.taken(response, MediaType.APPLICATION_PDF_VALUE, "report.pdf"));
    }

    @Operation(summary = "Take a report that was made along as a spreadsheet")
    @GetMapping(path = "/kept-reports/{id}/sheet", produces = ReportController.XLSX)
    @PreAuthorize("hasAuthority('insight:read')")
    void keptReportSheet(Caller caller, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var made = kept.open(caller, id);
        reports.writeSheet(caller, made, ReportController.taken(response, ReportController.XLSX, "report.xlsx"));
    }

    record Wanted(List<Subscriptions.Subscription> items) {}

    record Came(List<KeptReports.Kept> items) {}

    record NewSubscription(
            @NotNull Reports.Kind kind, @Nullable AreaCode area) {}
}
