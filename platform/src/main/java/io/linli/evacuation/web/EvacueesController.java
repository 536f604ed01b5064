package io.linli.evacuation.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.evacuation.EvacueeDesk;
import io.linli.evacuation.HouseholdList;
import io.linli.evacuation.HouseholdView;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.settings.Idempotency;
import io.linli.settings.PhoneClock;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The homes of an emergency, for those who go there; each step may come from a phone that was without network. */
@RestController
@RequestMapping(path = "/api/evacuations/households", version = "1+")
@InvalidAs("EVACUATION_DATA_INVALID")
class EvacueesController {

    private static final int NOTE = 500;
    private static final int MOST = 200;

    private final EvacueeDesk desk;
    private final HouseholdList households;
    private final Idempotency idempotency;

    EvacueesController(EvacueeDesk desk, HouseholdList households, Idempotency idempotency) {
        this.desk = desk;
        this.households = households;
        this.idempotency = idempotency;
    }

    @Operation(summary = "List the homes that the caller goes to, who needs most help first, names masked")
    @GetMapping("/mine")
    @PreAuthorize("hasAuthority('evacuation:help')")
    Households myEvacuees(Caller caller) {
        return new Households(households.mine(caller));
    }

    @Operation(
            summary = "Open one household in full, with its history",
            description = "The look is recorded, and those who live there can read of it.")
    @GetMapping("/{id}")
    @PreAuthorize("hasAnyAuthority('evacuation:help', 'evacuation:read')")
    HouseholdView evacueesOf(Caller caller, @PathVariable UUID id) {
        return households.get(caller, id);
    }

    @Operation(
            summary = "Say that a household is safe",
            description = "At that shelter, at another place in words, or, without either, where they were to go.")
    @PostMapping("/{id}/safe")
    @PreAuthorize("hasAuthority('evacuation:help')")
    HouseholdView evacueesSafe(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Safe safe) {
        return once(
                caller,
                key,
                request,
                safe,
                () -> desk.safe(
                        id,
                        safe.shelter(),
                        stripped(safe.elsewhere()),
                        said(safe.note(), safe.occurredAt(), safe.clockOffset()),
                        caller));
    }

    @Operation(summary = "Say that a household was told and will not leave, with what was said")
    @PostMapping("/{id}/refused")
    @PreAuthorize("hasAuthority('evacuation:help')")
    HouseholdView evacueesRefused(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Refusal refusal) {
        return once(
                caller,
                key,
                request,
                refusal,
                () -> desk.refused(id, said(refusal.note(), refusal.occurredAt(), refusal.clockOffset()), caller));
    }

    @Operation(summary = "Say that nobody of a household is there")
    @PostMapping("/{id}/absent")
    @PreAuthorize("hasAuthority('evacuation:help')")
    HouseholdView evacueesAbsent(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Absence absence) {
        return once(
                caller,
                key,
                request,
                absence,
                () -> desk.absent(id, said(absence.note(), absence.occurredAt(), absence.clockOffset()), caller));
    }

    @Operation(
            summary = "Say how many leave and what they need, where it is other than was recorded",
            description = "A shelter and a vehicle are proposed anew.")
    @PostMapping("/{id}/needs")
    @PreAuthorize("hasAuthority('evacuation:help')")
    HouseholdView evacueesNeeds(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Needs needs) {
        return once(
                caller,
                key,
                request,
                needs,
                () -> desk.needs(
                        id,
                        needs.heads(),
                        needs.wheelchairs(),
                        needs.power(),
                        needs.animals(),
                        stripped(needs.note()),
                        caller));
    }

    @Operation(summary = "Say how many of a household were counted at the shelter")
    @PostMapping("/{id}/arrived")
    @PreAuthorize("hasAuthority('evacuation:help')")
    HouseholdView evacueesArrived(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Arrival arrival) {
        return once(
                caller,
                key,
                request,
                arrival,
                () -> desk.arrived(id, arrival.heads(), stripped(arrival.note()), caller));
    }

    private HouseholdView once(
            Caller caller, @Nullable String key, HttpServletRequest request, Object body, Supplier<UUID> step) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, body);
        return households.get(caller, idempotency.onceSeeing(attempt, step, id -> id, id -> id));
    }

    private static EvacueeDesk.Said said(
            @Nullable String note, @Nullable Instant occurredAt, @Nullable Long clockOffset) {
        return new EvacueeDesk.Said(stripped(note), occurredAt, clockOffset);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    record Households(List<HouseholdView> items) {}

    record Safe(
            @Nullable UUID shelter,
            @Nullable @Size(max = 200) String elsewhere,
            @Nullable @Size(max = NOTE) String note,
            @Nullable Instant occurredAt,

            @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}

    record Refusal(
            @NotBlank @Size(max = NOTE) String note,
            @Nullable Instant occurredAt,

            @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}

    record Absence(
            @Nullable @Size(max = NOTE) String note,
            @Nullable Instant occurredAt,

            @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}

    record Needs(
            @Min(0) @Max(MOST) int heads,
            @Min(0) @Max(MOST) int wheelchairs,
            boolean power,
            boolean animals,
            @Nullable @Size(max = NOTE) String note,
            @Nullable Instant occurredAt,

            @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}

    record Arrival(
            @Min(0) @Max(MOST) int heads,
            @Nullable @Size(max = NOTE) String note,
            @Nullable Instant occurredAt,

            @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}
}
