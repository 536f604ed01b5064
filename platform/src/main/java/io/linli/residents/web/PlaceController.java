package io.linli.residents.web;

import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.residents.BuildingId;
import io.linli.residents.BuildingNames;
import io.linli.residents.Home;
import io.linli.residents.HomeId;
import io.linli.residents.HouseholdSearch;
import io.linli.residents.Places;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Buildings and homes: addresses, which are no personal data, and how many people live behind the doors. */
@RestController
@RequestMapping(path = "/api", version = "1+")
@InvalidAs("RESIDENT_DATA_INVALID")
class PlaceController {

    private static final String PLAIN = "\\P{Cntrl}*";

    private final Places places;
    private final BuildingNames names;
    private final HouseholdSearch households;

    PlaceController(Places places, BuildingNames names, HouseholdSearch households) {
        this.names = names;
        this.places = places;
        this.households = households;
    }

    @Operation(
            summary = "Read the buildings of a grid or community with their units and homes",
            description = "Addresses alone; at most 5,000 homes.")
    @GetMapping("/buildings")
    Buildings buildings(@RequestParam AreaCode area) {
        return new Buildings(places.tree(area));
    }

    @Operation(summary = "Count the people and households behind the doors of an area")
    @GetMapping("/buildings/people")
    @PreAuthorize("hasAuthority('residents:read')")
    HouseholdSearch.Doors peopleBehindDoors(Caller caller, @RequestParam AreaCode area) {
        return households.doors(caller, area);
    }

    @Operation(summary = "Make a building known")
    @PostMapping("/buildings")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    Places.Building registerBuilding(Caller caller, @RequestBody @Valid NewBuilding draft) {
        return places.build(
                draft.area(),
                draft.name().strip(),
                draft.address() == null || draft.address().isBlank()
                        ? null
                        : draft.address().strip(),
                caller);
    }

    @Operation(
            summary = "Give a building, or a unit of it, another name",
            description = "By the old name it is still found: in lists of buildings, imports and texts of reports.")
    @PostMapping("/buildings/{id}/rename")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void renameBuilding(Caller caller, @PathVariable BuildingId id, @RequestBody @Valid NewName draft) {
        if (draft.unit() == null) {
            names.rename(id, draft.name().strip(), caller);
        } else {
            names.renameUnit(id, draft.unit(), draft.name().strip(), caller);
        }
    }

    @Operation(summary = "List what a building and its units were called before")
    @GetMapping("/buildings/{id}/names")
    @PreAuthorize("hasAuthority('residents:read')")
    FormerNames formerNames(@PathVariable BuildingId id) {
        return new FormerNames(names.of(id));
    }

    @Operation(summary = "Make a home in a building known")
    @PostMapping("/buildings/{id}/homes")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Home> registerHome(Caller caller, @PathVariable BuildingId id, @RequestBody @Valid NewHome draft) {
        var home = places.furnish(
                id,
                draft.unit() == null ? "" : draft.unit().strip(),
                draft.room().strip(),
                draft.area(),
                draft.floorArea(),
                caller);
        return ResponseEntity.created(
                        UriComponentsBuilder.fromPath("/api/homes/{id}").build(home.id()))
                .body(home);
    }

    @Operation(summary = "Read one home")
    @GetMapping("/homes/{id}")
    Home home(@PathVariable HomeId id) {
        return places.get(id);
    }

    record Buildings(List<Places.Building> items) {}

    record NewBuilding(
            @NotNull AreaCode area,

            @NotBlank @Size(max = 60) @Pattern(regexp = PLAIN)
            String name,

            @Nullable @Size(max = 200) @Pattern(regexp = PLAIN)
            String address) {}

    record FormerNames(List<BuildingNames.Former> items) {}

    /** Without a unit it is the building's own name. */
    record NewName(
            @Nullable @Size(min = 1, max = 20) @Pattern(regexp = PLAIN)
            String unit,

            @NotBlank @Size(max = 60) @Pattern(regexp = PLAIN)
            String name) {}

    record NewHome(
            @Nullable @Size(max = 20) @Pattern(regexp = PLAIN)
            String unit,

            @NotBlank @Size(max = 20) @Pattern(regexp = PLAIN)
            String room,

            @Nullable AreaCode area,

            @Nullable @DecimalMin("1") @DecimalMax("10000") BigDecimal floorArea) {}
}
