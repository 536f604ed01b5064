package io.linli.workforce.web;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.linli.territory.Territory;
import io.linli.workforce.Presences;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** Cadres at the grids that they support. */
@RestController
@RequestMapping(path = "/api/workforce/presences", version = "1+")
class PresenceController {

    private final Presences presences;
    private final Territory territory;

    PresenceController(Presences presences, Territory territory) {
        this.presences = presences;
        this.territory = territory;
    }

    @Operation(summary = "List the caller's own grids to support, where they are now, and the last stays")
    @GetMapping("/own")
    @PreAuthorize("hasAuthority('workforce:presence')")
    Presences.Own ownPresences(Caller caller) {
        return presences.of(caller);
    }

    @Operation(
            summary = "Sign in at a grid that the caller supports",
            description = "A position is optional; it is compared with the grid at once and not kept.")
    @PostMapping
    @PreAuthorize("hasAuthority('workforce:presence')")
    @ResponseStatus(HttpStatus.CREATED)
    Presences.Item arriveAtGrid(@RequestBody @Valid Arrival arrival, Caller caller) {
        var spot = arrival.position();
        var point = spot == null
                ? null
                : territory.read(
                        spot.longitude(),
                        spot.latitude(),
                        Crs.read(spot.crs() == null ? "wgs84" : spot.crs(), "position.crs"));
        return presences.arrive(arrival.grid(), point, caller);
    }

    @Operation(summary = "Sign out of a grid")
    @PostMapping("/{id}/leave")
    @PreAuthorize("hasAuthority('workforce:presence')")
    Presences.Item leaveGrid(@PathVariable UUID id, Caller caller) {
        return presences.leave(id, caller);
    }

    @Operation(summary = "List when cadres came to the grids that they support, newest first")
    @GetMapping
    @PreAuthorize("hasAuthority('workforce:link')")
    Presences.Page presencesAtGrids(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable AccountId account,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return presences.list(caller, area, account, after, size);
    }

    @Operation(summary = "List the cadres of an area who came to none of their grids in so many days")
    @GetMapping("/absent")
    @PreAuthorize("hasAuthority('workforce:link')")
    Presences.Absences absentCadres(
            @RequestParam AreaCode area, @RequestParam(defaultValue = "30") @Min(1) @Max(366) int days, Caller caller) {
        return presences.absences(area, days, caller);
    }

    record Arrival(@NotNull AreaCode grid, @Nullable @Valid Position position) {}

    record Position(
            double longitude,
            double latitude,
            @Nullable @Size(max = 20) String crs) {}
}
