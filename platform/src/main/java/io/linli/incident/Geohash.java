package io.linli.incident;

import io.linli.territory.GeoPoint;

/** The place to about 150 m: seven signs of Gustavo Niemeyer's geohash. */
final class Geohash {

    private static final String SIGNS = "0123456789bcdefghjkmnpqrstuvwxyz";
    private static final int LENGTH = 7;

    private Geohash() {}

    static String of(GeoPoint point) {
        double west = -180, east = 180, south = -90, north = 90;
        var hash = new StringBuilder(LENGTH);
        boolean lengthwise = true;
        for (int sign = 0; sign < LENGTH; sign++) {
            int bits = 0;
            for (int bit = 0; bit < 5; bit++) {
                double middle = lengthwise ? (west + east) / 2 : (south + north) / 2;
                boolean upper = (lengthwise ? point.longitude() : point.latitude()) >= middle;
                bits = (bits << 1) | (upper ? 1 : 0);
                if (lengthwise) {
                    west = upper ? middle : west;
                    east = upper ? east : middle;
                } else {
                    south = upper ? middle : south;
                    north = upper ? north : middle;
                }
                lengthwise = !lengthwise;
            }
            hash.append(SIGNS.charAt(bits));
        }
        return hash.toString();
    }
}
