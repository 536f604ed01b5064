package io.linli.tasking.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.settings.Idempotency;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.tasking.Pushes;
import io.linli.tasking.WorkItem;
import io.linli.tasking.WorkItemDraft;
import io.linli.tasking.WorkItems;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The admission list: what departments may ask of communities and grids, and asking it. */
@RestController
@RequestMapping(path = "/api/work-items", version = "1+")
class WorkItemController {

    private static final String LINE = "\\P{Cntrl}*";
    private static final String TEXT = "[\\P{Cntrl}\\n\\t]*";
    private static final String FEN = "In fen";
    private static final long MOST = 100_000_000_000L;

    private static final List<Shown<WorkItem>> COLUMNS = List.of(
            new Shown<>("title", WorkItem::title),
            new Shown<>("kind", WorkItem::kind),
            new Shown<>("state", WorkItem::state),
            new Shown<>("inForce", WorkItem::inForce),
            new Shown<>("unit", WorkItem::unit),
            new Shown<>("basis", WorkItem::basis),
            new Shown<>("authority", WorkItem::authority),
            new Shown<>("cost", item -> yuan(item.cost())),
            new Shown<>("fund", WorkItem::fund),
            new Shown<>("fundAmount", item -> yuan(item.fundAmount())),
            new Shown<>("spent", item -> yuan(item.spent())),
            new Shown<>("period", WorkItem::period),
            new Shown<>("levels", WorkItem::levels),
            new Shown<>("area", WorkItem::areaName),
            new Shown<>("validFrom", WorkItem::validFrom),
            new Shown<>("validUntil", WorkItem::validUntil),
            new Shown<>("proposedBy", WorkItem::proposedBy),
            new Shown<>("proposedAt", WorkItem::proposedAt),
            new Shown<>("decidedBy", WorkItem::decidedBy),
            new Shown<>("decidedAt", WorkItem::decidedAt),
            new Shown<>("decision", WorkItem::decision),
            new Shown<>("endReason", WorkItem::endReason),
            new Shown<>("demo", WorkItem::demo));

    private final WorkItems items;
    private final Pushes pushes;
    private final ListSheets sheets;
    private final Idempotency idempotency;

    WorkItemController(WorkItems items, Pushes pushes, ListSheets sheets, Idempotency idempotency) {
        this.items = items;
        this.pushes = pushes;
        this.sheets = sheets;
        this.idempotency = idempotency;
    }

    @Operation(summary = "List the items of the admission list, what waits to be decided first")
    @GetMapping
    @PreAuthorize("hasAnyAuthority('tasking:propose', 'tasking:admit', 'tasking:refusals')")
    Items workItems(@RequestParam(required = false) WorkItem.@Nullable State state) {
        return new Items(items.list(state));
    }

    @Operation(summary = "Fetch the same items as a workbook", description = "Sums in yuan.")
    @GetMapping("/export")
    @PreAuthorize("hasAnyAuthority('tasking:propose', 'tasking:admit', 'tasking:refusals')")
    void exportWorkItems(
            Caller caller, @RequestParam(required = false) WorkItem.@Nullable State state, HttpServletResponse response)
            throws IOException {
        sheets.write(
                "work-items",
                List.of(new Narrowed("state", state)),
                COLUMNS,
                place -> new Part<>(items.list(state), null),
                caller.name(),
                response);
    }

    private static @Nullable BigDecimal yuan(@Nullable Long fen) {
        return fen == null ? null : BigDecimal.valueOf(fen, 2);
    }

    @Operation(summary = "Read the list of duties (清单) of an area: what may be asked of it today, open to everybody")
    @GetMapping("/duties")
    Items duties(@RequestParam AreaCode area) {
        return new Items(items.dutyList(area));
    }

    @Operation(summary = "List what was asked of communities and grids and refused, newest first")
    @GetMapping("/refusals")
    @PreAuthorize("hasAuthority('tasking:refusals')")
    Pushes.Page refusedPushes(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return pushes.refusals(caller, after, size);
    }

    @Operation(summary = "Read one item of the admission list")
    @GetMapping("/{id}")
    @PreAuthorize("hasAnyAuthority('tasking:propose', 'tasking:admit', 'tasking:refusals')")
    WorkItem workItem(@PathVariable UUID id) {
        return items.find(id);
    }

    @Operation(summary = "Propose an item: with its basis, its authority and its money")
    @PostMapping
    @PreAuthorize("hasAuthority('tasking:propose')")
    @ResponseStatus(HttpStatus.CREATED)
    WorkItem proposeWorkItem(Caller caller, @RequestBody @Valid NewItem item) {
        return items.propose(item.draft(), caller);
    }

    @Operation(
            summary = "Admit an item",
            description = "Never by who proposed it, nor by anybody who acts for the department that may push it.")
    @PostMapping("/{id}/admit")
    @PreAuthorize("hasAuthority('tasking:admit')")
    WorkItem admitWorkItem(Caller caller, @PathVariable UUID id, @RequestBody @Valid Decision decision) {
        return items.decide(id, true, decision.note(), caller);
    }

    @Operation(summary = "Decline an item, with the reason")
    @PostMapping("/{id}/decline")
    @PreAuthorize("hasAuthority('tasking:admit')")
    WorkItem declineWorkItem(Caller caller, @PathVariable UUID id, @RequestBody @Valid Decision decision) {
        return items.decide(id, false, decision.note(), caller);
    }

    @Operation(summary = "End an item: nothing of it is pushed any more")
    @PostMapping("/{id}/end")
    @PreAuthorize("hasAuthority('tasking:admit')")
    WorkItem endWorkItem(Caller caller, @PathVariable UUID id, @RequestBody @Valid End end) {
        return items.end(id, end.reason().strip(), caller);
    }

    @Operation(
            summary = "Give areas a task by an item: one for each of them, or none",
            description = "Without an admitted item that is in force, the caller's own and meant for that ground it is"
                    + " refused (403), and that it was asked is kept.")
    @PostMapping("/{id}/tasks")
    @PreAuthorize("hasAuthority('tasking:push')")
    @ResponseStatus(HttpStatus.CREATED)
    Pushed pushTasks(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Push push) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, push);
        return new Pushed(
                pushes.push(id, new Pushes.Wanted(push.areas(), push.due(), text(push.words())), caller, attempt));
    }

    @Operation(summary = "List how far the tasks of an item have come, area by area")
    @GetMapping("/{id}/tasks")
    @PreAuthorize("hasAnyAuthority('tasking:push', 'tasking:refusals')")
    Tasks pushedTasks(Caller caller, @PathVariable UUID id) {
        return new Tasks(pushes.progress(id, caller));
    }

    private static @Nullable String text(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    record Items(List<WorkItem> items) {}

    record Tasks(List<Pushes.Progress> items) {}

    record Pushed(UUID id) {}

    record Decision(
            @Nullable @Size(max = 500) @Pattern(regexp = TEXT)
            String note) {}

    record End(
            @NotBlank @Size(max = 500) @Pattern(regexp = TEXT)
            String reason) {}

    record Push(
            @NotNull @Size(min = 1, max = 200) List<@NotNull AreaCode> areas,
            @NotNull LocalDate due,

            @Nullable @Size(max = 500) @Pattern(regexp = TEXT)
            String words) {}

    record NewItem(
            @NotBlank @Size(min = 2, max = 100) @Pattern(regexp = LINE)
            String title,

            @NotNull WorkItem.Kind kind,
            @NotNull OrgUnitId unit,

            @NotBlank @Size(min = 2, max = 500) @Pattern(regexp = TEXT)
            String basis,

            @NotBlank @Size(min = 2, max = 500) @Pattern(regexp = TEXT)
            String authority,

            @Schema(description = FEN) @PositiveOrZero @Max(MOST)
            long cost,

            @Nullable @Size(min = 2, max = 200) @Pattern(regexp = LINE)
            String fund,

            @Schema(description = FEN) @Nullable @Positive @Max(MOST)
            Long fundAmount,

            @NotNull WorkItem.Period period,
            @NotNull @Size(min = 1, max = 2) List<@NotNull AreaLevel> levels,
            @NotNull AreaCode area,
            @NotNull LocalDate validFrom,
            @NotNull LocalDate validUntil) {

        WorkItemDraft draft() {
            return new WorkItemDraft(
                    title.strip(),
                    kind,
                    unit,
                    basis.strip(),
                    authority.strip(),
                    cost,
                    text(fund),
                    fundAmount,
                    period,
                    levels.stream().distinct().toList(),
                    area,
                    validFrom,
                    validUntil);
        }
    }
}
