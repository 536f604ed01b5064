package io.linli.territory.web;

import io.linli.territory.Crs;
import io.linli.territory.GroundPlans;
import io.linli.territory.web.PlanController.Outline;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/** Outlines between GeoJSON and geometry. */
final class Outlines {

    private static final int DEEPEST = 4; // of a multipolygon's coordinates

    private Outlines() {}

    static Geometry read(Outline outline, String field) {
        return GroundPlans.outline(
                outline.type(),
                positions(outline.coordinates(), 0),
                Crs.read(outline.crs() == null ? "cgcs2000" : outline.crs(), field + ".crs"),
                field);
    }

    /** Lists of two numbers or more are positions; whatever else does not fit is found where the shape is made. */
    private static Object positions(@Nullable Object part, int depth) {
        if (!(part instanceof List<?> list) || depth > DEEPEST) {
            return "";
        }
        if (list.size() >= 2 && list.get(0) instanceof Number longitude && list.get(1) instanceof Number latitude) {
            return new double[] {longitude.doubleValue(), latitude.doubleValue()};
        }
        return list.stream().map(each -> positions(each, depth + 1)).toList();
    }

    static Outline shown(Geometry shape) {
        return shape instanceof Polygon polygon
                ? new Outline("Polygon", rings(polygon), "cgcs2000")
                : new Outline(
                        "MultiPolygon",
                        IntStream.range(0, shape.getNumGeometries())
                                .<Object>mapToObj(i -> rings((Polygon) shape.getGeometryN(i)))
                                .toList(),
                        "cgcs2000");
    }

    static List<Object> rings(Polygon polygon) {
        return IntStream.rangeClosed(0, polygon.getNumInteriorRing())
                .mapToObj(i -> i == 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(i - 1))
                .<Object>map(ring -> Arrays.stream(ring.getCoordinates())
                        .map(place -> new double[] {place.x, place.y})
                        .toList())
                .toList();
    }
}
