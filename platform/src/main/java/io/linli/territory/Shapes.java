package io.linli.territory;

import static io.linli.territory.TerritoryProblem.BOUNDARY_COORDINATES_OUTSIDE;
import static io.linli.territory.TerritoryProblem.BOUNDARY_NOT_A_POLYGON;
import static io.linli.territory.TerritoryProblem.BOUNDARY_SELF_INTERSECTION;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;

/** Makes a shape out of what stood in a file, in CGCS2000, or says what is wrong with it and where. */
final class Shapes {

    private static final GeometryFactory FACTORY = new GeometryFactory();
    // A generous rectangle around China: axes in the wrong order and metres instead of degrees end outside it.
    private static final double WEST = 73;
    private static final double EAST = 136;
    private static final double SOUTH = 3;
    private static final double NORTH = 54;

    /** What is wrong with a shape, and where. */
    static final class Unfit extends Exception {

        private final TerritoryProblem problem;
        private final transient @Nullable Coordinate place;

        Unfit(TerritoryProblem problem, @Nullable Coordinate place) {
            super(problem.name());
            this.problem = problem;
            this.place = place;
        }

        TerritoryProblem problem() {
            return problem;
        }

        @Nullable
        Coordinate place() {
            return place;
        }
    }

    private final Datum datum;

    Shapes(Crs crs) {
        datum = Datum.of(crs);
    }

    Geometry of(GeoJson.Feature feature) throws Unfit {
        if (!(feature.coordinates() instanceof List<?> parts) || feature.type() == null) {
            throw new Unfit(BOUNDARY_NOT_A_POLYGON, null);
        }
        Geometry shape =
                switch (feature.type()) {
                    case "Polygon" -> polygon(parts);
                    case "MultiPolygon" -> multi(parts);
                    default -> throw new Unfit(BOUNDARY_NOT_A_POLYGON, null);
                };
        if (shape.isEmpty()) {
            throw new Unfit(BOUNDARY_NOT_A_POLYGON, null);
        }
        var validity = new IsValidOp(shape).getValidationError();
        if (validity != null) {
            throw new Unfit(BOUNDARY_SELF_INTERSECTION, validity.getCoordinate());
        }
        return shape;
    }

    private Geometry multi(List<?> parts) throws Unfit {
        var polygons = new ArrayList<Polygon>();
        for (var part : parts) {
            if (!(part instanceof List<?> rings)) {
                throw new Unfit(BOUNDARY_NOT_A_POLYGON, null);
            }
            polygons.add(polygon(rings));
        }
        return FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private Polygon polygon(List<?> parts) throws Unfit {
        var rings = new ArrayList<LinearRing>();
        for (var part : parts) {
            rings.add(ring(part));
        }
        if (rings.isEmpty()) {
            throw new Unfit(BOUNDARY_NOT_A_POLYGON, null);
        }
        return FACTORY.createPolygon(
                rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    private LinearRing ring(@Nullable Object part) throws Unfit {
        if (!(part instanceof List<?> positions)) {
            throw new Unfit(BOUNDARY_NOT_A_POLYGON, null);
        }
        var ring = new ArrayList<Coordinate>();
        for (var position : positions) {
            if (!(position instanceof double[] degrees)) {
                throw new Unfit(BOUNDARY_NOT_A_POLYGON, null);
            }
            ring.add(place(degrees[0], degrees[1]));
        }
        // RFC 7946: four positions or more, the last the same as the first
        if (ring.size() < 4 || !ring.getFirst().equals2D(ring.getLast())) {
            throw new Unfit(BOUNDARY_NOT_A_POLYGON, ring.isEmpty() ? null : ring.getFirst());
        }
        return FACTORY.createLinearRing(ring.toArray(Coordinate[]::new));
    }

    private Coordinate place(double longitude, double latitude) throws Unfit {
        if (!(longitude >= WEST && longitude <= EAST && latitude >= SOUTH && latitude <= NORTH)) {
            throw new Unfit(BOUNDARY_COORDINATES_OUTSIDE, new Coordinate(longitude, latitude));
        }
        var point = datum.toCgcs2000(new GeoPoint(longitude, latitude));
        return new Coordinate(point.longitude(), point.latitude());
    }
}
