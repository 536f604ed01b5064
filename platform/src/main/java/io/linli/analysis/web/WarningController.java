package io.linli.analysis.web;

import static io.linli.spreadsheet.ListSheets.AT_ONCE;

import io.linli.analysis.ClosedLoop;
import io.linli.analysis.MuteDesk;
import io.linli.analysis.SignalInbox;
import io.linli.analysis.SignalKind;
import io.linli.analysis.WarningDesk;
import io.linli.analysis.WarningLevel;
import io.linli.analysis.WarningOutcome;
import io.linli.analysis.WarningView;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people are warned of, and what becomes of it. */
@RestController
@RequestMapping(path = "/api/warnings", version = "1+")
@InvalidAs("WARNING_DATA_INVALID")
class WarningController {

    private static final int NOTE = 2_000;
    private static final int REASON = 500;
    private static final Duration A_QUARTER = Duration.ofDays(90);

    private static final List<Shown<WarningView>> COLUMNS = List.of(
            new Shown<>("title", WarningView::title),
            new Shown<>("level", WarningView::level),
            new Shown<>("area", WarningView::areaName),
            new Shown<>("category", WarningView::categoryName),
            new Shown<>("reason", WarningView::reason),
            new Shown<>("status", WarningView::status),
            new Shown<>("signals", WarningView::signals),
            new Shown<>("holder", WarningView::holderAreaName),
            new Shown<>("openedAt", WarningView::openedAt),
            new Shown<>("dueAt", WarningView::dueAt),
            new Shown<>("closedAt", WarningView::closedAt));

    private final SignalInbox inbox;
    private final WarningDesk desk;
    private final MuteDesk mutes;
    private final ClosedLoop loop;
    private final ListSheets sheets;
    private final Clock clock;

    WarningController(
            SignalInbox inbox, WarningDesk desk, MuteDesk mutes, ClosedLoop loop, ListSheets sheets, Clock clock) {
        this.inbox = inbox;
        this.desk = desk;
        this.mutes = mutes;
        this.loop = loop;
        this.sheets = sheets;
        this.clock = clock;
    }

    @Operation(summary = "List the warnings of one's own ground, the latest first")
    @GetMapping
    @PreAuthorize("hasAuthority('analysis:read')")
    SignalInbox.Warnings warnings(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable SignalKind kind,
            @RequestParam(required = false) @Nullable WarningLevel level,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Size(max = 200) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return inbox.warnings(caller, new SignalInbox.Filter(area, kind, level, open), after, size);
    }

    @Operation(summary = "Fetch the same warnings as a workbook")
    @GetMapping("/export")
    @PreAuthorize("hasAuthority('analysis:read')")
    void exportWarnings(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable SignalKind kind,
            @RequestParam(required = false) @Nullable WarningLevel level,
            @RequestParam(required = false) @Nullable Boolean open,
            HttpServletResponse response)
            throws IOException {
        var filter = new SignalInbox.Filter(area, kind, level, open);
        sheets.write(
                "warnings",
                List.of(
                        new Narrowed("area", area),
                        new Narrowed("kind", kind),
                        new Narrowed("level", level),
                        new Narrowed("open", open)),
                COLUMNS,
                place -> {
                    var page = inbox.warnings(caller, filter, place, AT_ONCE);
                    return new Part<>(page.items(), page.next());
                },
                caller.name(),
                response);
    }

    @Operation(summary = "Read one warning with what was done about it")
    @GetMapping("/{id}")
    @PreAuthorize("hasAuthority('analysis:read')")
    WarningView warning(Caller caller, @PathVariable UUID id) {
        return inbox.warning(caller, id);
    }

    @Operation(summary = "List the signals that a warning is made of, the latest first")
    @GetMapping("/{id}/signals")
    @PreAuthorize("hasAuthority('analysis:read')")
    SignalInbox.Signals signalsOfWarning(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Size(max = 200) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        inbox.warning(caller, id);
        return inbox.signals(caller, new SignalInbox.Filter(null, null, null, null), id, after, size);
    }

    @Operation(summary = "Say that a warning was looked at")
    @PostMapping("/{id}/acknowledge")
    @PreAuthorize("hasAuthority('analysis:act')")
    WarningView acknowledgeWarning(
            Caller caller, @PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable Remark remark) {
        return desk.acknowledge(caller, id, note(remark));
    }

    @Operation(summary = "Say that somebody acts on a warning")
    @PostMapping("/{id}/act")
    @PreAuthorize("hasAuthority('analysis:act')")
    WarningView actOnWarning(
            Caller caller, @PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable Remark remark) {
        return desk.act(caller, id, note(remark));
    }

    @Operation(summary = "Close a warning with what came of it")
    @PostMapping("/{id}/close")
    @PreAuthorize("hasAuthority('analysis:act')")
    WarningView closeWarning(Caller caller, @PathVariable UUID id, @RequestBody @Valid Closing closing) {
        return desk.close(caller, id, closing.outcome(), closing.note().strip());
    }

    @Operation(
            summary = "Mute what a warning is about for a while",
            description = "Its topic, or all of its kind in its area; the warning ends with that. 90 days at most.")
    @PostMapping("/{id}/mute")
    @PreAuthorize("hasAuthority('analysis:mute')")
    @ResponseStatus(HttpStatus.CREATED)
    MuteDesk.Mute mute(Caller caller, @PathVariable UUID id, @RequestBody @Valid Muting muting) {
        return mutes.mute(
                caller, id, Boolean.TRUE.equals(muting.whole()), muting.reason().strip(), muting.until());
    }

    @Operation(summary = "List what is muted on one's own ground, and was")
    @GetMapping("/mutes")
    @PreAuthorize("hasAuthority('analysis:read')")
    List<MuteDesk.Mute> mutes(Caller caller, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return mutes.list(caller, size);
    }

    @Operation(summary = "Let signals be told again before the end of a muting")
    @PostMapping("/mutes/{id}/end")
    @PreAuthorize("hasAuthority('analysis:mute')")
    MuteDesk.Mute endMute(Caller caller, @PathVariable UUID id) {
        return mutes.end(caller, id);
    }

    @Operation(
            summary = "Follow the signals of a time to their results, and name those that led nowhere",
            description = "The last 90 days, unless a time is given.")
    @GetMapping("/closed-loop")
    @PreAuthorize("hasAuthority('analysis:read')")
    ClosedLoop.Report closedLoop(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        var end = to == null ? clock.instant() : to;
        return loop.report(caller, area, from == null ? end.minus(A_QUARTER) : from, end);
    }

    private static @Nullable String note(@Nullable Remark remark) {
        return remark == null || remark.note() == null || remark.note().isBlank()
                ? null
                : remark.note().strip();
    }

    record Remark(@Nullable @Size(max = NOTE) String note) {}

    record Closing(
            @NotNull WarningOutcome outcome,
            @NotBlank @Size(max = NOTE) String note) {}

    record Muting(
            @Nullable Boolean whole,
            @NotBlank @Size(max = REASON) String reason,
            @NotNull Instant until) {}
}
