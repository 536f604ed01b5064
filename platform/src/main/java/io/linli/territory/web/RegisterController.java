package io.linli.territory.web;

import io.linli.territory.Answerable;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaRegister;
import io.linli.territory.AreaRegister.NewArea;
import io.linli.territory.AreaView;
import io.linli.territory.Boundaries;
import io.linli.territory.BoundaryReport;
import io.linli.territory.Crs;
import io.linli.territory.Territory;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;

/** What those who keep the ground may change. */
@RestController
@RequestMapping(path = "/api/territory", version = "1+")
class RegisterController {

    private static final String PLAIN = "\\P{Cntrl}*";

    private final AreaRegister register;
    private final Boundaries boundaries;
    private final Territory territory;

    RegisterController(AreaRegister register, Boundaries boundaries, Territory territory) {
        this.register = register;
        this.boundaries = boundaries;
        this.territory = territory;
    }

    @Operation(summary = "Make an area")
    @PostMapping("/areas")
    @PreAuthorize("hasAuthority('territory:manage')")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AreaView> create(@RequestBody @Valid Draft draft, Principal who) {
        var made = register.create(
                new NewArea(
                        draft.code(),
                        draft.parent(),
                        draft.name().strip(),
                        draft.kind(),
                        draft.purpose(),
                        draft.validFrom()),
                who.getName());
        return ResponseEntity.created(UriComponentsBuilder.fromPath("/api/territory/areas/{code}")
                        .build(made.code()))
                .body(made);
    }

    @Operation(summary = "Rename an area")
    @PostMapping("/areas/{code}/rename")
    @PreAuthorize("hasAuthority('territory:manage')")
    AreaView rename(@PathVariable AreaCode code, @RequestBody @Valid Name name, Principal who) {
        return register.rename(code, name.name().strip(), who.getName());
    }

    @Operation(summary = "Close an area; its code is never used again")
    @PostMapping("/areas/{code}/close")
    @PreAuthorize("hasAuthority('territory:manage')")
    AreaView close(@PathVariable AreaCode code, @RequestBody @Valid Closing closing, Principal who) {
        return register.close(code, closing.on(), who.getName());
    }

    @Operation(summary = "Write down who answers for an area and what for")
    @PutMapping("/areas/{code}/answerable")
    @PreAuthorize("hasAuthority('territory:manage')")
    AreaView assign(@PathVariable AreaCode code, @RequestBody @Valid Assignment assignment, Principal who) {
        return register.assign(
                new Answerable(
                        code,
                        assignment.account(),
                        assignment.leader(),
                        assignment.contact(),
                        assignment.supervision(),
                        assignment.duties()),
                who.getName());
    }

    @Operation(summary = "Make a building or other place known by its names")
    @PostMapping("/places")
    @PreAuthorize("hasAuthority('territory:manage')")
    @ResponseStatus(HttpStatus.CREATED)
    Kept addPlace(@RequestBody @Valid Place place, Principal who) {
        var point = place.point() == null
                ? null
                : territory.read(
                        place.point().longitude(),
                        place.point().latitude(),
                        Crs.read(
                                place.point().crs() == null
                                        ? "wgs84"
                                        : place.point().crs(),
                                "point.crs"));
        return new Kept(register.addPlace(
                place.area(),
                place.name().strip(),
                place.aliases() == null ? List.of() : place.aliases(),
                point,
                who.getName()));
    }

    @Operation(summary = "Remove a place")
    @DeleteMapping("/places/{id}")
    @PreAuthorize("hasAuthority('territory:manage')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePlace(@PathVariable UUID id, Principal who) {
        register.removePlace(id, who.getName());
    }

    /** All boundaries of a GeoJSON file, or none when anything in it is wrong. */
    @Operation(summary = "Import boundaries: all of the file, or none with every fault named")
    @PostMapping(path = "/boundaries", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @PreAuthorize("hasAuthority('territory:import')")
    BoundaryReport boundaries(
            @RequestPart MultipartFile file,
            @RequestParam String crs,
            @RequestParam(defaultValue = "false") boolean schematic,
            @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        try (var content = file.getInputStream()) {
            return boundaries.read(content, Crs.read(crs, "crs"), schematic, dryRun);
        }
    }

    record Draft(
            @Nullable AreaCode code,
            @Nullable AreaCode parent,

            @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN)
            String name,

            io.linli.territory.@Nullable GridKind kind,

            @Nullable @Size(min = 1, max = 50) @Pattern(regexp = PLAIN)
            String purpose,

            @Nullable LocalDate validFrom) {}

    record Name(
            @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN)
            String name) {}

    record Closing(@Nullable LocalDate on) {}

    record Assignment(
            @Nullable @Size(min = 1, max = 64) @Pattern(regexp = PLAIN)
            String account,

            @Nullable @Size(min = 1, max = 50) @Pattern(regexp = PLAIN)
            String leader,

            @Nullable @Size(min = 1, max = 50) @Pattern(regexp = PLAIN)
            String contact,

            @Nullable @Size(min = 1, max = 50) @Pattern(regexp = PLAIN)
            String supervision,

            @NotNull @Size(max = 100) List<@NotBlank @Size(max = 500) @Pattern(regexp = PLAIN) String> duties) {}

    record Place(
            @NotNull AreaCode area,

            @NotBlank @Size(min = 2, max = 100) @Pattern(regexp = PLAIN)
            String name,

            @Nullable @Size(max = 20) List<@NotBlank @Size(min = 2, max = 100) @Pattern(regexp = PLAIN) String> aliases,
            @Nullable @Valid Point point) {}

    record Point(
            double longitude,
            double latitude,
            @Nullable @Size(max = 20) String crs) {}

    record Kept(UUID id) {}
}
