package io.linli.incident.web;

import io.linli.files.FileId;
import io.linli.files.Files;
import io.linli.identity.Caller;
import io.linli.incident.IncidentExport;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentMap;
import io.linli.incident.IncidentPhotos;
import io.linli.problem.InvalidAs;
import io.linli.territory.GeoPoint;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incidents as pictures, on the map and as a file. */
@RestController
@RequestMapping(path = "/api/incidents", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class ViewController {

    private static final String LONGITUDE = "-?(180(\\.0{1,12})?|(1[0-7]\\d|\\d{1,2})(\\.\\d{1,12})?)";
    private static final String LATITUDE = "-?(90(\\.0{1,12})?|[0-8]?\\d(\\.\\d{1,12})?)";
    private static final String CORNER = LONGITUDE + "," + LATITUDE;

    private final IncidentPhotos photos;
    private final IncidentMap map;
    private final IncidentExport export;

    ViewController(IncidentPhotos photos, IncidentMap map, IncidentExport export) {
        this.photos = photos;
        this.map = map;
        this.export = export;
    }

    @Operation(summary = "Fetch a photo of an incident, or its voice note")
    @GetMapping("/{id}/photos/{photo}")
    @PreAuthorize("hasAuthority('incident:read')")
    ResponseEntity<Resource> photo(@PathVariable IncidentId id, @PathVariable FileId photo) {
        return picture(photos.photo(id, photo));
    }

    @Operation(summary = "Fetch a small picture of a photo")
    @GetMapping("/{id}/photos/{photo}/thumbnail")
    @PreAuthorize("hasAuthority('incident:read')")
    ResponseEntity<Resource> thumbnail(@PathVariable IncidentId id, @PathVariable FileId photo) {
        return picture(photos.thumbnail(id, photo));
    }

    // never in a cache that others share, and not for longer than the right to see it is likely to last
    private static ResponseEntity<Resource> picture(Files.Content content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(content.mediaType()))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .body(content.body());
    }

    @Operation(summary = "Place incidents on the map, gathered where they are many")
    @GetMapping("/map")
    @PreAuthorize("hasAuthority('incident:read')")
    IncidentMap.Layer map(
            Caller caller,
            @ParameterObject Filter filter,
            @RequestParam @Pattern(regexp = CORNER + "," + CORNER) String bbox,
            @RequestParam @Min(0) @Max(24) double zoom) {
        var degrees = Arrays.stream(bbox.split(",", -1)).map(Double::valueOf).toList();
        var frame = new IncidentMap.Frame(
                new GeoPoint(degrees.get(0), degrees.get(1)), new GeoPoint(degrees.get(2), degrees.get(3)), zoom);
        return map.layer(caller, filter.filter(), frame);
    }

    @Operation(summary = "Export a list as CSV, with who exported it and when")
    @GetMapping(path = "/export", produces = "text/csv")
    @PreAuthorize("hasAuthority('incident:export')")
    void export(Caller caller, @ParameterObject Filter filter, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"incidents.csv\"");
        export.write(caller, filter.filter(), response.getOutputStream());
    }
}
