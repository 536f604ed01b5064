package io.linli.analysis.web;

import static io.linli.spreadsheet.ListSheets.AT_ONCE;

import io.linli.analysis.SignalInbox;
import io.linli.analysis.SignalKind;
import io.linli.analysis.SignalView;
import io.linli.analysis.WarningLevel;
import io.linli.identity.Caller;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the detectors have found. */
@RestController
@RequestMapping(path = "/api/signals", version = "1+")
class SignalController {

    private static final List<Shown<SignalView>> COLUMNS = List.of(
            new Shown<>("title", SignalView::title),
            new Shown<>("level", SignalView::level),
            new Shown<>("area", SignalView::areaName),
            new Shown<>("category", SignalView::categoryName),
            new Shown<>("reason", SignalView::reason),
            new Shown<>("source", SignalView::source),
            new Shown<>("from", SignalView::from),
            new Shown<>("to", SignalView::to),
            new Shown<>("at", SignalView::at));

    private final SignalInbox inbox;
    private final ListSheets sheets;

    SignalController(SignalInbox inbox, ListSheets sheets) {
        this.inbox = inbox;
        this.sheets = sheets;
    }

    @Operation(summary = "List the signals of one's own ground, the latest first")
    @GetMapping
    @PreAuthorize("hasAuthority('analysis:read')")
    SignalInbox.Signals signals(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable SignalKind kind,
            @RequestParam(required = false) @Nullable WarningLevel level,
            @RequestParam(required = false) @Size(max = 200) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return inbox.signals(caller, new SignalInbox.Filter(area, kind, level, null), null, after, size);
    }

    @Operation(summary = "Fetch the same signals as a workbook")
    @GetMapping("/export")
    @PreAuthorize("hasAuthority('analysis:read')")
    void exportSignals(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable SignalKind kind,
            @RequestParam(required = false) @Nullable WarningLevel level,
            HttpServletResponse response)
            throws IOException {
        var filter = new SignalInbox.Filter(area, kind, level, null);
        sheets.write(
                "signals",
                List.of(new Narrowed("area", area), new Narrowed("kind", kind), new Narrowed("level", level)),
                COLUMNS,
                place -> {
                    var page = inbox.signals(caller, filter, null, place, AT_ONCE);
                    return new Part<>(page.items(), page.next());
                },
                caller.name(),
                response);
    }

    @Operation(summary = "Read one signal with its figures and its evidence")
    @GetMapping("/{id}")
    @PreAuthorize("hasAuthority('analysis:read')")
    SignalView signal(Caller caller, @PathVariable UUID id) {
        return inbox.signal(caller, id);
    }
}
