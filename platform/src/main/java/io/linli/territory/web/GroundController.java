package io.linli.territory.web;

import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.AreaRegister;
import io.linli.territory.AreaView;
import io.linli.territory.Boundaries;
import io.linli.territory.Boundaries.Outline;
import io.linli.territory.Crs;
import io.linli.territory.GeoPoint;
import io.linli.territory.GridKind;
import io.linli.territory.Placement;
import io.linli.territory.Territory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What everybody may read of the ground. */
@RestController
@SecurityRequirements // open to everyone
@RequestMapping(path = "/api/territory", version = "1+")
class GroundController {

    private final Territory territory;
    private final AreaRegister register;
    private final Boundaries boundaries;

    GroundController(Territory territory, AreaRegister register, Boundaries boundaries) {
        this.territory = territory;
        this.register = register;
        this.boundaries = boundaries;
    }

    @Operation(summary = "Read an area and who answers for it")
    @GetMapping("/areas/{code}")
    AreaView area(@PathVariable AreaCode code) {
        return register.find(code);
    }

    /** The open areas right below one; without it, the one that this instance looks after. */
    @Operation(summary = "List the areas right below one")
    @GetMapping("/areas")
    List<Part> areas(@RequestParam(required = false) @Nullable AreaCode parent) {
        var areas = parent == null
                ? territory.find(territory.root()).stream().toList()
                : territory.children(register.find(parent).code());
        return areas.stream().map(this::part).toList();
    }

    @Operation(summary = "Find the grid of a point")
    @GetMapping("/locate")
    Located locate(
            @RequestParam double lon,
            @RequestParam double lat,
            @RequestParam(defaultValue = "wgs84") String crs,
            @RequestParam(required = false) @Size(max = 2_000) @Nullable String text) {
        var placed = territory.place(territory.read(lon, lat, Crs.read(crs, "crs")), text);
        return new Located(
                placed.area(),
                territory
                        .find(placed.area())
                        .map(Area::name)
                        .orElse(placed.area().code()),
                territory.fullName(placed.area()),
                placed.grid(),
                placed.point(),
                placed.how());
    }

    /** As GeoJSON: the boundaries in force of the areas right below one. */
    @Operation(summary = "Read the boundaries below an area as GeoJSON")
    @GetMapping("/boundaries")
    FeatureCollection boundaries(@RequestParam(required = false) @Nullable AreaCode parent) {
        var features = boundaries
                .below(parent == null ? territory.root() : register.find(parent).code())
                .stream()
                .map(GroundController::feature)
                .toList();
        return new FeatureCollection("FeatureCollection", features);
    }

    private Part part(Area area) {
        return new Part(
                area.code(), area.name(), area.level(), area.kind(), territory.fullName(area.code()), area.open());
    }

    private static Feature feature(Outline outline) {
        var area = outline.area();
        return new Feature(
                "Feature",
                new Properties(area.code(), area.name(), area.level(), area.kind(), outline.schematic()),
                shape(outline.shape()));
    }

    private static Shape shape(Geometry shape) {
        return shape instanceof Polygon polygon
                ? new Shape("Polygon", Outlines.rings(polygon))
                : new Shape(
                        "MultiPolygon",
                        IntStream.range(0, shape.getNumGeometries())
                                .<Object>mapToObj(i -> Outlines.rings((Polygon) shape.getGeometryN(i)))
                                .toList());
    }

    record Part(
            AreaCode code,
            String name,
            AreaLevel level,
            @Nullable GridKind kind,
            String fullName,
            boolean open) {}

    record Located(
            AreaCode area,
            String areaName,
            String fullName,
            @Nullable AreaCode grid,
            @Nullable GeoPoint point,
            Placement.How how) {}

    record FeatureCollection(String type, List<Feature> features) {}

    record Feature(String type, Properties properties, Shape geometry) {}

    record Properties(
            AreaCode code,
            String name,
            AreaLevel level,
            @Nullable GridKind kind,
            boolean schematic) {}

    record Shape(String type, List<Object> coordinates) {}
}
