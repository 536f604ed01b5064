package io.linli.facility.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.facility.FacilityState;
import io.linli.facility.Shelter;
import io.linli.facility.ShelterDesk;
import io.linli.facility.Supply;
import io.linli.facility.SupplyDesk;
import io.linli.facility.SupplyKind;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.settings.Idempotency;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shelters and supplies, as the desk keeps them. */
@RestController
@RequestMapping(path = "/api/facilities", version = "1+")
@InvalidAs("FACILITY_DATA_INVALID")
class FacilityController {

    private static final String LINE = "\\P{Cntrl}*";

    private static final List<Shown<Shelter>> SHELTER = List.of(
            new Shown<>("name", Shelter::name),
            new Shown<>("address", Shelter::address),
            new Shown<>("area", Shelter::areaName),
            new Shown<>("capacity", Shelter::capacity),
            new Shown<>("free", Shelter::free),
            new Shown<>("stairs", Shelter::stairs),
            new Shown<>("wheelchair", Shelter::wheelchair),
            new Shown<>("animals", Shelter::animals),
            new Shown<>("power", Shelter::power),
            new Shown<>("holder", Shelter::holder),
            new Shown<>("state", Shelter::state));
    private static final List<Shown<Supply>> SUPPLY = List.of(
            new Shown<>("name", Supply::name),
            new Shown<>("kind", Supply::kind),
            new Shown<>("area", Supply::areaName),
            new Shown<>("quantity", Supply::quantity),
            new Shown<>("seats", Supply::seats),
            new Shown<>("freeSeats", Supply::freeSeats),
            new Shown<>("holder", Supply::holder),
            new Shown<>("state", Supply::state));

    private final ShelterDesk shelters;
    private final SupplyDesk supplies;
    private final ListSheets sheets;
    private final Idempotency idempotency;

    FacilityController(ShelterDesk shelters, SupplyDesk supplies, ListSheets sheets, Idempotency idempotency) {
        this.shelters = shelters;
        this.supplies = supplies;
        this.sheets = sheets;
        this.idempotency = idempotency;
    }

    @Operation(summary = "List the shelters that serve the caller's ground, with the beds that are free")
    @GetMapping("/shelters")
    @PreAuthorize("hasAuthority('facility:read')")
    Shelters shelters(Caller caller, @RequestParam(required = false) @Nullable AreaCode area) {
        return new Shelters(shelters.list(caller, area));
    }

    @Operation(summary = "Fetch the same shelters as a workbook", description = "Without telephones.")
    @GetMapping("/shelters/export")
    @PreAuthorize("hasAuthority('facility:read')")
    void exportShelters(
            Caller caller, @RequestParam(required = false) @Nullable AreaCode area, HttpServletResponse response)
            throws IOException {
        sheets.write(
                "shelters",
                List.of(new Narrowed("area", area)),
                SHELTER,
                place -> new Part<>(shelters.list(caller, area), null),
                caller.name(),
                response);
    }

    @Operation(summary = "Register a shelter on one's own ground")
    @PostMapping("/shelters")
    @PreAuthorize("hasAuthority('facility:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    Shelter addShelter(
            Caller caller,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid NewShelter shelter) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, shelter);
        return idempotency.onceSeeing(
                attempt, () -> shelters.add(shelter.draft(), caller), Shelter::id, id -> shelters.get(id, caller));
    }

    @Operation(summary = "Change what is said of a shelter; no fewer beds than are taken")
    @PutMapping("/shelters/{id}")
    @PreAuthorize("hasAuthority('facility:keep')")
    Shelter changeShelter(Caller caller, @PathVariable UUID id, @RequestBody @Valid NewShelter shelter) {
        return shelters.change(id, shelter.draft(), caller);
    }

    @Operation(summary = "Say that a place is no shelter any more, with the reason; nobody may be in it")
    @PostMapping("/shelters/{id}/close")
    @PreAuthorize("hasAuthority('facility:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeShelter(Caller caller, @PathVariable UUID id, @RequestBody @Valid Reason end) {
        shelters.close(id, end.reason().strip(), caller);
    }

    @Operation(summary = "List the vehicles, boats, pumps, sandbags and people on call that serve the caller's ground")
    @GetMapping("/supplies")
    @PreAuthorize("hasAuthority('facility:read')")
    Supplies supplies(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable SupplyKind kind) {
        return new Supplies(supplies.list(caller, area, kind));
    }

    @Operation(summary = "Fetch the same supplies as a workbook", description = "Without telephones.")
    @GetMapping("/supplies/export")
    @PreAuthorize("hasAuthority('facility:read')")
    void exportSupplies(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable SupplyKind kind,
            HttpServletResponse response)
            throws IOException {
        sheets.write(
                "supplies",
                List.of(new Narrowed("area", area), new Narrowed("kind", kind)),
                SUPPLY,
                place -> new Part<>(supplies.list(caller, area, kind), null),
                caller.name(),
                response);
    }

    @Operation(summary = "Register a vehicle, a boat, pumps, sandbags or people on call, and who has them")
    @PostMapping("/supplies")
    @PreAuthorize("hasAuthority('facility:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    Supply addSupply(
            Caller caller,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid NewSupply supply) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, supply);
        return idempotency.onceSeeing(
                attempt, () -> supplies.add(supply.draft(), caller), Supply::id, id -> supplies.get(id, caller));
    }

    @Operation(summary = "Change what is said of a supply; no fewer seats than are taken")
    @PutMapping("/supplies/{id}")
    @PreAuthorize("hasAuthority('facility:keep')")
    Supply changeSupply(Caller caller, @PathVariable UUID id, @RequestBody @Valid NewSupply supply) {
        return supplies.change(id, supply.draft(), caller);
    }

    @Operation(summary = "Say that a supply is there no more, with the reason")
    @PostMapping("/supplies/{id}/close")
    @PreAuthorize("hasAuthority('facility:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeSupply(Caller caller, @PathVariable UUID id, @RequestBody @Valid Reason end) {
        supplies.close(id, end.reason().strip(), caller);
    }

    record Shelters(List<Shelter> items) {}

    record Supplies(List<Supply> items) {}

    record Reason(
            @NotBlank @Size(max = 500) @Pattern(regexp = LINE)
            String reason) {}

    record NewShelter(
            @NotNull AreaCode area,

            @NotBlank @Size(max = 100) @Pattern(regexp = LINE)
            String name,

            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String address,

            @Nullable Double longitude,
            @Nullable Double latitude,
            @Nullable Crs crs,
            @Min(1) @Max(100_000) int capacity,
            boolean stairs,
            boolean wheelchair,
            boolean animals,
            boolean power,

            @NotBlank @Size(max = 100) @Pattern(regexp = LINE)
            String holder,

            @Nullable @Size(max = 20) String phone,
            @Nullable FacilityState state) {

        ShelterDesk.Draft draft() {
            return new ShelterDesk.Draft(
                    area,
                    name.strip(),
                    address.strip(),
                    longitude,
                    latitude,
                    crs == null ? Crs.CGCS2000 : crs,
                    capacity,
                    stairs,
                    wheelchair,
                    animals,
                    power,
                    holder.strip(),
                    phone == null || phone.isBlank() ? null : phone,
                    state == null ? FacilityState.READY : state);
        }
    }

    record NewSupply(
            @NotNull SupplyKind kind,
            @NotNull AreaCode area,

            @NotBlank @Size(max = 100) @Pattern(regexp = LINE)
            String name,

            @Min(1) @Max(1_000_000) int quantity,
            @Min(0) @Max(500) int seats,
            @Min(0) @Max(500) int wheelchairs,

            @NotBlank @Size(max = 100) @Pattern(regexp = LINE)
            String holder,

            @Nullable @Size(max = 20) String phone,
            @Nullable FacilityState state) {

        SupplyDesk.Draft draft() {
            return new SupplyDesk.Draft(
                    kind,
                    area,
                    name.strip(),
                    quantity,
                    seats,
                    wheelchairs,
                    holder.strip(),
                    phone == null || phone.isBlank() ? null : phone,
                    state == null ? FacilityState.READY : state);
        }
    }
}
