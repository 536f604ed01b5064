package io.linli.territory;

import static io.linli.territory.TerritoryProblem.AREA_UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.springframework.stereotype.Service;

/** How much of each community its grids cover (全域覆盖), and where they leave a gap or lie over each other. */
@Service
public class GridCoverage {

    private static final int MOST_PLACES = 5; // of a community

    private final GroundKeeper keeper;
    private final BoundaryRows boundaries;
    private final DedicatedGrids dedicated;

    GridCoverage(GroundKeeper keeper, BoundaryRows boundaries, DedicatedGrids dedicated) {
        this.keeper = keeper;
        this.boundaries = boundaries;
        this.dedicated = dedicated;
    }

    /**
     * A place of a community that no grid covers.
     *
     * @param nearest the grid beside it, by which people find it; null when none is drawn
     */
    public record Gap(
            GeoPoint at,
            long squareMetres,
            @Nullable AreaCode nearest,
            @Nullable String nearestName) {}

    /** A place that two grids cover. */
    public record Overlap(
            GeoPoint at, long squareMetres, AreaCode grid, String gridName, AreaCode other, String otherName) {}

    /**
     * A community.
     *
     * @param covered the covered part of its ground in per cent, never 100 while there is a gap; null without a boundary
     * @param undrawn its grids without a boundary
     * @param schematic these are cells on paper, no boundaries on the ground
     */
    public record Community(
            AreaCode code,
            String name,
            @Nullable Double covered,
            boolean schematic,
            int grids,
            List<String> undrawn,
            List<Gap> gaps,
            List<Overlap> overlaps) {

        boolean whole() {
            return covered != null && covered == 100 && overlaps.isEmpty();
        }
    }

    /**
     * Of an area.
     *
     * @param whole how many communities are covered wholly, each place once
     * @param items the others
     */
    public record Report(AreaCode area, String areaName, int communities, int whole, List<Community> items) {}

    /** The communities of the area, itself included; what is narrower than a metre is the pen, not the land. */
    public Report report(AreaCode area) {
        var areas = keeper.current().areas();
        var found = areas.find(area).orElseThrow(() -> AREA_UNKNOWN.with(area.code()));
        var drawn = boundaries.drawnWithin(List.of(area));
        var communities = communities(areas, found)
                .map(community -> of(community, areas.children(community.code()), drawn))
                .toList();
        var items = communities.stream().filter(one -> !one.whole()).toList();
        return new Report(area, found.name(), communities.size(), communities.size() - items.size(), items);
    }

    private static Stream<Area> communities(AreaTree areas, Area area) {
        if (area.level().digits() >= AreaLevel.COMMUNITY.digits()) {
            return Stream.of(area).filter(one -> one.level() == AreaLevel.COMMUNITY && one.open());
        }
        return areas.children(area.code()).stream().flatMap(part -> communities(areas, part));
    }

    private Community of(Area community, List<Area> grids, Map<AreaCode, BoundaryRows.Drawn> drawn) {
        var around = drawn.get(community.code());
        var shaped = grids.stream()
                .flatMap(
                        grid -> Optional.ofNullable(drawn.get(grid.code()))
                                .map(boundary -> new Shaped(grid, boundary.shape()))
                                .stream())
                .toList();
        var undrawn = grids.stream()
                .filter(grid -> !drawn.containsKey(grid.code()))
                .map(Area::name)
                .toList();
        var overlaps = overlaps(shaped);
        if (around == null) {
            return new Community(
                    community.code(), community.name(), null, false, grids.size(), undrawn, List.of(), overlaps);
        }
        var gaps = shaped.isEmpty()
                ? Layout.parts(around.shape())
                : Layout.parts(OverlayNGRobust.overlay(
                        around.shape(),
                        OverlayNGRobust.union(shaped.stream().map(Shaped::shape).toList()),
                        OverlayNG.DIFFERENCE));
        return new Community(
                community.code(),
                community.name(),
                covered(around.shape(), gaps),
                around.schematic(),
                grids.size(),
                undrawn,
                gaps.stream().limit(MOST_PLACES).map(gap -> gap(gap, shaped)).toList(),
                overlaps);
    }

    private record Shaped(Area grid, Geometry shape) {

        boolean isDedicated() {
            return grid.kind() == GridKind.DEDICATED;
        }
    }

    /** To a tenth of a per cent, downward. */
    private static double covered(Geometry around, List<Polygon> gaps) {
        var open = gaps.stream().mapToDouble(Geometry::getArea).sum() / around.getArea();
        return gaps.isEmpty() ? 100 : Math.min(99.9, Math.floor((1 - open) * 1_000) / 10);
    }

    private static Gap gap(Polygon gap, List<Shaped> grids) {
        var at = point(gap.getInteriorPoint());
        var ground = Metres.around(at);
        var nearest = grids.stream()
                .min((one, other) -> Double.compare(ground.toOutline(one.shape()), ground.toOutline(other.shape())))
                .map(Shaped::grid);
        return new Gap(
                at,
                Math.round(ground.squareMetres(gap)),
                nearest.map(Area::code).orElse(null),
                nearest.map(Area::name).orElse(null));
    }

    private List<Overlap> overlaps(List<Shaped> grids) {
        var overlaps = new ArrayList<Overlap>();
        for (int i = 0; i < grids.size(); i++) {
            for (int j = i + 1; j < grids.size(); j++) {
                overlap(grids.get(i), grids.get(j)).ifPresent(overlaps::add);
            }
        }
        return overlaps.stream().limit(MOST_PLACES).toList();
    }

    private Optional<Overlap> overlap(Shaped one, Shaped other) {
        if (!one.shape().getEnvelopeInternal().intersects(other.shape().getEnvelopeInternal())
                || (one.isDedicated() != other.isDedicated() && dedicated.mayOverlap())) {
            return Optional.empty();
        }
        return Layout.parts(OverlayNGRobust.overlay(one.shape(), other.shape(), OverlayNG.INTERSECTION)).stream()
                .findFirst()
                .map(part -> {
                    var at = point(part.getInteriorPoint());
                    return new Overlap(
                            at,
                            Math.round(Metres.around(at).squareMetres(part)),
                            one.grid().code(),
                            one.grid().name(),
                            other.grid().code(),
                            other.grid().name());
                });
    }

    private static GeoPoint point(Point point) {
        return new GeoPoint(point.getX(), point.getY());
    }
}
