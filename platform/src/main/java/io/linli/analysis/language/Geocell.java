package io.linli.analysis.language;

/** The middle of a geohash cell (Niemeyer), as the journal tells places. */
record Geocell(double longitude, double latitude) {

    private static final String SIGNS = "0123456789bcdefghjkmnpqrstuvwxyz";
    private static final double DEGREE = 111_320; // metres

    static Geocell of(String geohash) {
        double west = -180, east = 180, south = -90, north = 90;
        boolean lengthwise = true;
        for (int sign = 0; sign < geohash.length(); sign++) {
            int bits = SIGNS.indexOf(geohash.charAt(sign));
            if (bits < 0) {
                throw new IllegalArgumentException("Not a geohash: " + geohash);
            }
            for (int bit = 4; bit >= 0; bit--) {
                boolean upper = ((bits >> bit) & 1) == 1;
                if (lengthwise) {
                    double middle = (west + east) / 2;
                    west = upper ? middle : west;
                    east = upper ? east : middle;
                } else {
                    double middle = (south + north) / 2;
                    south = upper ? middle : south;
                    north = upper ? north : middle;
                }
                lengthwise = !lengthwise;
            }
        }
        return new Geocell((west + east) / 2, (south + north) / 2);
    }

    static double metres(String one, String other) {
        var here = of(one);
        var there = of(other);
        double x = (there.longitude() - here.longitude()) * Math.cos(Math.toRadians(here.latitude()));
        return DEGREE * Math.hypot(x, there.latitude() - here.latitude());
    }
}
