package io.linli.territory;

import java.util.List;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/** Distances on the ground near a point, on a plane that touches there: within 100 km they are right to a percent. */
final class Metres {

    // of the CGCS2000 ellipsoid
    private static final double SEMI_MAJOR = 6_378_137;
    private static final double FLATTENING = 1 / 298.257222101;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

    private final GeoPoint origin;
    private final double eastward;
    private final double northward;

    private Metres(GeoPoint origin) {
        this.origin = origin;
        var latitude = Math.toRadians(origin.latitude());
        var bulge = 1 - ECCENTRICITY_SQUARED * Math.pow(Math.sin(latitude), 2);
        eastward = Math.toRadians(1) * SEMI_MAJOR / Math.sqrt(bulge) * Math.cos(latitude);
        northward = Math.toRadians(1) * SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / Math.pow(bulge, 1.5);
    }

    static Metres around(GeoPoint origin) {
        return new Metres(origin);
    }

    /** What lies within so many metres of the origin lies in here. */
    Envelope box(double metres) {
        var box = new Envelope(at(origin));
        box.expandBy(metres / Math.max(eastward, 1), metres / northward);
        return box;
    }

    double to(GeoPoint other) {
        return plane(at(other)).distance(new Coordinate(0, 0));
    }

    /** From the origin to the outline, also for who stands inside. */
    double toOutline(Geometry shape) {
        @SuppressWarnings("unchecked")
        List<LineString> lines = LinearComponentExtracter.getLines(shape);
        var nearest = Double.POSITIVE_INFINITY;
        var here = new Coordinate(0, 0);
        for (var line : lines) {
            var outline = line.getCoordinateSequence();
            var from = plane(outline.getCoordinate(0));
            for (int i = 1; i < outline.size(); i++) {
                var to = plane(outline.getCoordinate(i));
                nearest = Math.min(nearest, Distance.pointToSegment(here, from, to));
                from = to;
            }
        }
        return nearest;
    }

    /** All outlines together. */
    double length(Geometry shape) {
        @SuppressWarnings("unchecked")
        List<LineString> lines = LinearComponentExtracter.getLines(shape);
        var length = 0.0;
        for (var line : lines) {
            var outline = line.getCoordinateSequence();
            for (int i = 1; i < outline.size(); i++) {
                length += plane(outline.getCoordinate(i - 1)).distance(plane(outline.getCoordinate(i)));
            }
        }
        return length;
    }

    double squareMetres(Geometry shape) {
        return shape.getArea() * eastward * northward;
    }

    private Coordinate plane(Coordinate degrees) {
        return new Coordinate((degrees.x - origin.longitude()) * eastward, (degrees.y - origin.latitude()) * northward);
    }

    private static Coordinate at(GeoPoint point) {
        return new Coordinate(point.longitude(), point.latitude());
    }
}
