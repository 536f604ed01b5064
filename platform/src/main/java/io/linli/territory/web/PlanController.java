package io.linli.territory.web;

import io.linli.problem.ProblemException;
import io.linli.territory.AreaCode;
import io.linli.territory.GridKind;
import io.linli.territory.GroundPlans;
import io.linli.territory.GroundReports;
import io.linli.territory.MovesWithGround.Flow;
import io.linli.territory.PlanDraft;
import io.linli.territory.PlanPreview;
import io.linli.territory.PlanState;
import io.linli.territory.PlanView;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Plans of split and merge, and reports of the ground as it was. */
@RestController
@RequestMapping(path = "/api/territory", version = "1+")
class PlanController {

    private static final String PLAIN = "\\P{Cntrl}*";

    private final GroundPlans plans;
    private final GroundReports reports;
    private final MessageSource messages;

    PlanController(GroundPlans plans, GroundReports reports, MessageSource messages) {
        this.plans = plans;
        this.reports = reports;
        this.messages = messages;
    }

    @Operation(summary = "List the plans of split and merge on the caller's ground, newest first")
    @GetMapping("/plans")
    @PreAuthorize("hasAuthority('territory:plan')")
    GroundPlans.Page plans(
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return plans.list(after, size);
    }

    @Operation(summary = "Read a plan of split and merge")
    @GetMapping("/plans/{id}")
    @PreAuthorize("hasAuthority('territory:plan')")
    Plan plan(@PathVariable UUID id) {
        return shown(plans.find(id));
    }

    @Operation(summary = "Draw up a plan of split and merge; nothing changes by it")
    @PostMapping("/plans")
    @PreAuthorize("hasAuthority('territory:plan')")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Plan> createPlan(@RequestBody @Valid Draft draft, Principal who) {
        var made = plans.create(read(draft), who.getName());
        return ResponseEntity.created(UriComponentsBuilder.fromPath("/api/territory/plans/{id}")
                        .build(made.id()))
                .body(shown(made));
    }

    @Operation(summary = "Change a plan, which has to be previewed anew")
    @PutMapping("/plans/{id}")
    @PreAuthorize("hasAuthority('territory:plan')")
    Plan changePlan(@PathVariable UUID id, @RequestParam @Min(1) int version, @RequestBody @Valid Draft draft) {
        return shown(plans.change(id, version, read(draft)));
    }

    @Operation(summary = "Count what a plan would move, and name everything that is wrong with it")
    @PostMapping("/plans/{id}/preview")
    @PreAuthorize("hasAuthority('territory:plan')")
    Preview previewPlan(@PathVariable UUID id) {
        return shown(plans.preview(id));
    }

    @Operation(summary = "Publish a plan that was previewed; from then on there is no way back")
    @PostMapping("/plans/{id}/publish")
    @PreAuthorize("hasAuthority('territory:plan')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Plan publishPlan(@PathVariable UUID id, @RequestParam @Min(1) int version, Principal who) {
        return shown(plans.publish(id, version, who.getName()));
    }

    @Operation(summary = "Drop a plan that was not published")
    @PostMapping("/plans/{id}/drop")
    @PreAuthorize("hasAuthority('territory:plan')")
    Plan dropPlan(@PathVariable UUID id, @RequestParam @Min(1) int version) {
        return shown(plans.drop(id, version));
    }

    @Operation(summary = "Count what stands on the ground, by the areas that there were on a day")
    @GetMapping("/report")
    @PreAuthorize("hasAuthority('territory:report')")
    GroundReports.Report groundReport(
            @RequestParam AreaCode parent, @RequestParam(required = false) @Nullable LocalDate on) {
        return reports.report(parent, on);
    }

    private static PlanDraft read(Draft draft) {
        var opens = new ArrayList<PlanDraft.Opening>();
        for (int n = 0; n < draft.opens().size(); n++) {
            var opening = draft.opens().get(n);
            opens.add(new PlanDraft.Opening(
                    opening.code(),
                    opening.name().strip(),
                    opening.kind(),
                    opening.purpose(),
                    opening.outline() == null ? null : Outlines.read(opening.outline(), "opens[" + n + "].outline")));
        }
        return new PlanDraft(
                draft.area(),
                draft.name().strip(),
                draft.reason(),
                draft.from(),
                opens,
                draft.shares().stream()
                        .map(share -> new PlanDraft.Share(
                                share.from(),
                                share.to(),
                                Boolean.TRUE.equals(share.part()),
                                share.buildings() == null ? List.of() : share.buildings()))
                        .toList());
    }

    private static Plan shown(PlanView plan) {
        return new Plan(
                plan.id(),
                plan.area(),
                plan.areaName(),
                plan.name(),
                plan.reason(),
                plan.from(),
                plan.state(),
                plan.version(),
                plan.madeAt(),
                plan.turnedAt(),
                plan.endedAt(),
                plan.opens().stream()
                        .map(opening -> new Opening(
                                opening.code(),
                                opening.name(),
                                opening.kind(),
                                opening.purpose(),
                                opening.outline() == null ? null : Outlines.shown(opening.outline())))
                        .toList(),
                plan.closes(),
                plan.shares(),
                plan.totals());
    }

    private Preview shown(PlanPreview preview) {
        return new Preview(
                shown(preview.plan()),
                preview.matters().stream()
                        .map(matter -> new Matter(
                                matter.what(),
                                matter.name(),
                                matter.total(),
                                matter.merged(),
                                matter.lost(),
                                matter.flows()))
                        .toList(),
                preview.withoutBoundary(),
                preview.withoutLeader(),
                preview.problems().stream().map(this::fault).toList());
    }

    private Fault fault(ProblemException problem) {
        return new Fault(
                problem.problem().name(), problem.field(), problem.told(messages, LocaleContextHolder.getLocale()));
    }

    record Draft(
            @NotNull AreaCode area,

            @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN)
            String name,

            @Nullable @Size(min = 1, max = 1000) String reason,

            @NotNull LocalDate from,
            @NotNull @Size(max = 1000) List<@Valid @NotNull Opening> opens,
            @NotNull @Size(max = 2000) List<@Valid @NotNull Share> shares) {}

    record Opening(
            @NotNull AreaCode code,

            @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN)
            String name,

            @Nullable GridKind kind,

            @Nullable @Size(min = 1, max = 50) @Pattern(regexp = PLAIN)
            String purpose,

            @Nullable @Valid Outline outline) {}

    /** As GeoJSON, in CGCS2000 unless another system is named. */
    record Outline(
            @NotBlank @Pattern(regexp = "Polygon|MultiPolygon")
            String type,

            @NotNull List<Object> coordinates,
            @Nullable @Size(max = 20) String crs) {}

    record Share(
            @NotNull AreaCode from,
            @NotNull AreaCode to,
            @Nullable Boolean part,
            @Nullable @Size(max = 2000) List<@NotBlank @Size(max = 64) @Pattern(regexp = PLAIN) String> buildings) {}

    record Plan(
            UUID id,
            AreaCode area,
            String areaName,
            String name,
            @Nullable String reason,
            LocalDate from,
            PlanState state,
            int version,
            Instant madeAt,
            @Nullable Instant turnedAt,
            @Nullable Instant endedAt,
            List<Opening> opens,
            List<PlanView.Closing> closes,
            List<PlanDraft.Share> shares,
            List<PlanView.Total> totals) {}

    record Preview(
            Plan plan,
            List<Matter> matters,
            Set<AreaCode> withoutBoundary,
            Set<AreaCode> withoutLeader,
            List<Fault> problems) {}

    record Matter(String what, String name, long total, long merged, long lost, List<Flow> flows) {}

    record Fault(String code, @Nullable String field, String message) {}
}
