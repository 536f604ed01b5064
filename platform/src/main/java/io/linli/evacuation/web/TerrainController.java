package io.linli.evacuation.web;

import static io.linli.evacuation.EvacuationProblem.TERRAIN_BUSY;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_FILE_TOO_LARGE;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_MISSING;

import io.linli.evacuation.TerrainDesk;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.settings.Reception;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Grids of heights, from which it follows which buildings stand low. */
@RestController
@RequestMapping(path = "/api/evacuations/terrain", version = "1+")
@InvalidAs("EVACUATION_DATA_INVALID")
class TerrainController {

    private static final String LINE = "\\P{Cntrl}*";

    private final TerrainDesk desk;

    /** One at a time: what was brought lies in memory while it is read. */
    private final Reception reception = new Reception(
            DataSize.ofMegabytes(20),
            DataSize.ofMegabytes(21),
            Duration.ofSeconds(10),
            new Reception.Refusals(TERRAIN_MISSING, TERRAIN_BUSY, TERRAIN_FILE_TOO_LARGE));

    TerrainController(TerrainDesk desk) {
        this.desk = desk;
    }

    @Operation(summary = "List the grids of heights of one's own ground, with whose work each is and of which day")
    @GetMapping
    @PreAuthorize("hasAuthority('evacuation:read')")
    Found terrain(Caller caller) {
        return new Found(desk.list(caller));
    }

    @Operation(
            summary =
                    "Bring a grid of heights (Esri ASCII, degrees of CGCS2000, metres above the sea; may be packed as gzip)",
            description = "All of it is taken, or nothing. Buildings whose height was brought with them keep it.")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @PreAuthorize("hasAuthority('evacuation:ground')")
    @ResponseStatus(HttpStatus.CREATED)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schemaProperties =
                                    @SchemaProperty(
                                            name = "file",
                                            schema = @Schema(type = "string", format = "binary"))))
    TerrainDesk.Grid bringTerrain(
            Caller caller,
            @RequestParam AreaCode area,
            @RequestParam @Size(min = 2, max = 100) @Pattern(regexp = LINE) String source,
            @RequestParam LocalDate surveyedOn,
            MultipartHttpServletRequest request)
            throws IOException {
        var draft = new TerrainDesk.Draft(area, source.strip(), surveyedOn);
        return reception.with(request, (name, content) -> desk.bring(caller, draft, new ByteArrayInputStream(content)));
    }

    @Operation(summary = "Take a grid of heights away that was wrong; what it told is unknown again")
    @PostMapping("/{id}/remove")
    @PreAuthorize("hasAuthority('evacuation:ground')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeTerrain(
            Caller caller,
            @PathVariable UUID id,
            @org.springframework.web.bind.annotation.RequestBody @Valid Reason why) {
        desk.remove(caller, id, why.reason().strip());
    }

    record Found(List<TerrainDesk.Grid> items) {}

    record Reason(
            @NotBlank @Size(max = 500) @Pattern(regexp = LINE)
            String reason) {}
}
