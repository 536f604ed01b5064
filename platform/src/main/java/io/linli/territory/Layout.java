package io.linli.territory;

import static io.linli.territory.TerritoryProblem.BOUNDARY_DEDICATED_OVERLAP;
import static io.linli.territory.TerritoryProblem.BOUNDARY_GAP;
import static io.linli.territory.TerritoryProblem.BOUNDARY_OUTSIDE_PARENT;
import static io.linli.territory.TerritoryProblem.BOUNDARY_OVERLAP;
import static io.linli.territory.TerritoryProblem.BOUNDARY_WRONG_PARENT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Checks how areas lie to each other as they would be after an import: parts of one area do not overlap, lie inside it,
 * and, once each of them has a boundary, leave no gap. What is narrower than a metre is the pen, not the land.
 */
final class Layout {

    private static final double PEN = 1; // metres
    private static final int MOST_PLACES = 5; // of one fault between the same areas

    /** A fault at a place, between an area and, where there is one, another. */
    record Fault(
            TerritoryProblem problem,
            AreaCode area,
            @Nullable AreaCode other,
            Coordinate place) {}

    /**
     * Which grids are dedicated ones (专属网格), and whether they may lie over basic ones, as a mall does in two grids.
     */
    record Dedicated(Predicate<AreaCode> grids, boolean mayOverlap) {}

    private final Map<AreaCode, Geometry> shapes;
    private final Set<AreaCode> imported;
    private final Dedicated dedicated;
    private final List<Fault> faults = new ArrayList<>();

    /** All shapes as they would be, and those of them that are new. */
    Layout(Map<AreaCode, Geometry> shapes, Set<AreaCode> imported, Dedicated dedicated) {
        this.shapes = shapes;
        this.imported = imported;
        this.dedicated = dedicated;
    }

    List<Fault> faults() {
        return faults;
    }

    /** Checks the open areas right below one. */
    void check(AreaCode parent, Collection<AreaCode> children) {
        var drawn = children.stream().filter(shapes::containsKey).sorted().toList();
        overlaps(drawn);
        var around = shapes.get(parent);
        if (around != null) {
            drawn.stream()
                    .filter(child -> imported.contains(child) || imported.contains(parent))
                    .forEach(child -> inside(child, parent, around));
            if (!drawn.isEmpty() && drawn.size() == children.size()) {
                gaps(parent, around, drawn);
            }
        }
    }

    private void overlaps(List<AreaCode> areas) {
        var tree = new STRtree();
        for (var area : areas) {
            tree.insert(shape(area).getEnvelopeInternal(), area);
        }
        for (var area : areas) {
            for (var found : tree.query(shape(area).getEnvelopeInternal())) {
                var other = (AreaCode) found;
                if (area.compareTo(other) < 0 && (imported.contains(area) || imported.contains(other))) {
                    overlap(area, other);
                }
            }
        }
    }

    private void overlap(AreaCode area, AreaCode other) {
        boolean first = dedicated.grids().test(area);
        boolean mixed = first != dedicated.grids().test(other);
        if (mixed && dedicated.mayOverlap()) {
            return;
        }
        wide(OverlayNGRobust.overlay(shape(area), shape(other), OverlayNG.INTERSECTION))
                .forEach(place -> faults.add(
                        mixed
                                ? new Fault(
                                        BOUNDARY_DEDICATED_OVERLAP, first ? area : other, first ? other : area, place)
                                : new Fault(BOUNDARY_OVERLAP, area, other, place)));
    }

    private void inside(AreaCode child, AreaCode parent, Geometry around) {
        var outside = OverlayNGRobust.overlay(shape(child), around, OverlayNG.DIFFERENCE);
        var places = wide(outside);
        if (places.isEmpty()) {
            return;
        }
        if (outside.getArea() * 2 > shape(child).getArea()) {
            faults.add(new Fault(
                    BOUNDARY_WRONG_PARENT, child, holder(child, parent).orElse(null), places.getFirst()));
        } else {
            places.forEach(place -> faults.add(new Fault(BOUNDARY_OUTSIDE_PARENT, child, parent, place)));
        }
    }

    /** The area of the parent's level that most of the shape lies in. */
    private Optional<AreaCode> holder(AreaCode child, AreaCode parent) {
        var middle = shape(child).getInteriorPoint();
        return shapes.entrySet().stream()
                .filter(other -> other.getKey().level() == parent.level())
                .filter(other -> other.getValue().covers(middle))
                .map(Map.Entry::getKey)
                .min(AreaCode::compareTo);
    }

    private void gaps(AreaCode parent, Geometry around, List<AreaCode> children) {
        var together = OverlayNGRobust.union(children.stream().map(this::shape).toList());
        wide(OverlayNGRobust.overlay(around, together, OverlayNG.DIFFERENCE))
                .forEach(place -> faults.add(new Fault(BOUNDARY_GAP, parent, null, place)));
    }

    private Geometry shape(AreaCode area) {
        var shape = shapes.get(area);
        if (shape == null) {
            throw new IllegalStateException("No shape of " + area);
        }
        return shape;
    }

    /** A point in each part that is wider than the pen, the largest first. */
    private static List<Coordinate> wide(Geometry shape) {
        return parts(shape).stream()
                .limit(MOST_PLACES)
                .map(part -> part.getInteriorPoint().getCoordinate())
                .toList();
    }

    /** The parts that are wider than the pen, the largest first. */
    static List<Polygon> parts(Geometry shape) {
        @SuppressWarnings("unchecked")
        List<Polygon> parts = PolygonExtracter.getPolygons(shape);
        return parts.stream()
                .filter(part -> !part.isEmpty() && width(part) > PEN)
                .sorted((one, other) -> Double.compare(other.getArea(), one.getArea()))
                .toList();
    }

    private static double width(Polygon part) {
        var ground = Metres.around(new GeoPoint(part.getCoordinate().x, part.getCoordinate().y));
        var length = ground.length(part);
        return length == 0 ? 0 : 2 * ground.squareMetres(part) / length;
    }
}
