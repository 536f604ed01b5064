package io.linli.territory;

import static java.lang.Math.PI;
import static java.lang.Math.abs;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;

/**
 * Turns degrees of the systems in use into CGCS2000. GCJ-02 and BD-09 are offsets that were never published; these are
 * the formulas that map services and their users have agreed on since, right to about a metre. Their inverses are
 * found by iteration, so that going there and back ends where it began.
 */
enum Datum {

    /** Also what receivers give: WGS 84 differs by less than a metre. */
    PLAIN {
        @Override
        GeoPoint fromCgcs2000(GeoPoint point) {
            return point;
        }

        @Override
        GeoPoint toCgcs2000(GeoPoint point) {
            return point;
        }
    },

    GCJ02 {
        @Override
        GeoPoint fromCgcs2000(GeoPoint point) {
            return isInChina(point) ? point(point, offset(point)) : point;
        }

        @Override
        GeoPoint toCgcs2000(GeoPoint point) {
            return isInChina(point) ? inverse(point) : point;
        }
    },

    BD09 {
        @Override
        GeoPoint fromCgcs2000(GeoPoint point) {
            return turned(Datum.GCJ02.fromCgcs2000(point));
        }

        @Override
        GeoPoint toCgcs2000(GeoPoint point) {
            return isInChina(point) ? inverse(point) : point;
        }
    };

    private static final double SEMI_MAJOR = 6_378_245; // Krassowski 1940
    private static final double ECCENTRICITY_SQUARED = 0.006693421622965943;
    private static final double TENTH_OF_A_MILLIMETRE = 1e-9; // in degrees

    static Datum of(Crs crs) {
        return switch (crs) {
            case WGS84, CGCS2000 -> PLAIN;
            case GCJ02 -> GCJ02;
            case BD09 -> BD09;
        };
    }

    abstract GeoPoint fromCgcs2000(GeoPoint point);

    abstract GeoPoint toCgcs2000(GeoPoint point);

    /** Goes back by what the guess went too far; the offset changes slowly, so a few steps do. */
    GeoPoint inverse(GeoPoint wanted) {
        var guess = wanted;
        for (int step = 0; step < 30; step++) {
            var reached = fromCgcs2000(guess);
            var east = wanted.longitude() - reached.longitude();
            var north = wanted.latitude() - reached.latitude();
            if (abs(east) < TENTH_OF_A_MILLIMETRE && abs(north) < TENTH_OF_A_MILLIMETRE) {
                return guess;
            }
            guess = new GeoPoint(guess.longitude() + east, guess.latitude() + north);
        }
        return guess;
    }

    // The rectangle is that of the formulas' users too; the neighbours' land in it is moved as well.
    private static boolean isInChina(GeoPoint point) {
        return point.longitude() >= 72.004
                && point.longitude() <= 137.8347
                && point.latitude() >= 0.8293
                && point.latitude() <= 55.8271;
    }

    private record Offset(double east, double north) {}

    private static GeoPoint point(GeoPoint from, Offset by) {
        return new GeoPoint(from.longitude() + by.east, from.latitude() + by.north);
    }

    private static Offset offset(GeoPoint point) {
        var x = point.longitude() - 105;
        var y = point.latitude() - 35;
        var waves = (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2 / 3;
        var north = -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * sqrt(abs(x))
                + waves
                + (20 * sin(y * PI) + 40 * sin(y / 3 * PI)) * 2 / 3
                + (160 * sin(y / 12 * PI) + 320 * sin(y * PI / 30)) * 2 / 3;
        var east = 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * sqrt(abs(x))
                + waves
                + (20 * sin(x * PI) + 40 * sin(x / 3 * PI)) * 2 / 3
                + (150 * sin(x / 12 * PI) + 300 * sin(x / 30 * PI)) * 2 / 3;
        var latitude = Math.toRadians(point.latitude());
        var bulge = 1 - ECCENTRICITY_SQUARED * sin(latitude) * sin(latitude);
        return new Offset(
                Math.toDegrees(east / (SEMI_MAJOR / sqrt(bulge) * Math.cos(latitude))),
                Math.toDegrees(north / (SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (bulge * sqrt(bulge)))));
    }

    private static GeoPoint turned(GeoPoint point) {
        var x = point.longitude();
        var y = point.latitude();
        var radius = Math.hypot(x, y) + 0.00002 * sin(y * PI * 3000 / 180);
        var angle = Math.atan2(y, x) + 0.000003 * Math.cos(x * PI * 3000 / 180);
        return new GeoPoint(radius * Math.cos(angle) + 0.0065, radius * sin(angle) + 0.006);
    }
}
