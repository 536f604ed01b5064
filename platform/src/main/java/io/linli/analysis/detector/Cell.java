package io.linli.analysis.detector;

import java.util.Optional;

/** A place of about 150 m: a geohash of seven signs, as column and row of the whole earth. */
public record Cell(int x, int y) {

    private static final String SIGNS = "0123456789bcdefghjkmnpqrstuvwxyz";
    private static final int LENGTH = 7;
    private static final int WIDE = 18; // bits of the longitude; those of the latitude are one less

    /** None for what is no geohash of that length. */
    public static Optional<Cell> of(String geohash) {
        if (geohash.length() != LENGTH) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < LENGTH; i++) {
            int sign = SIGNS.indexOf(geohash.charAt(i));
            if (sign < 0) {
                return Optional.empty();
            }
            bits = (bits << 5) | sign;
        }
        int x = 0;
        int y = 0;
        for (int bit = LENGTH * 5 - 1; bit >= 0; bit--) {
            int one = (int) ((bits >>> bit) & 1);
            if (bit % 2 == 0) {
                x = (x << 1) | one;
            } else {
                y = (y << 1) | one;
            }
        }
        return Optional.of(new Cell(x, y));
    }

    public String geohash() {
        long bits = 0;
        for (int i = 0; i < WIDE; i++) {
            bits = (bits << 1) | ((x >>> (WIDE - 1 - i)) & 1);
            if (i < WIDE - 1) {
                bits = (bits << 1) | ((y >>> (WIDE - 2 - i)) & 1);
            }
        }
        var hash = new StringBuilder(LENGTH);
        for (int i = LENGTH - 1; i >= 0; i--) {
            hash.append(SIGNS.charAt((int) ((bits >>> (5 * i)) & 31)));
        }
        return hash.toString();
    }

    public double longitude() {
        return (x + 0.5) * 360 / (1 << WIDE) - 180;
    }

    public double latitude() {
        return (y + 0.5) * 180 / (1 << (WIDE - 1)) - 90;
    }

    /** How many rings of cells it lies away. */
    int away(int otherX, int otherY) {
        return Math.max(Math.abs(x - otherX), Math.abs(y - otherY));
    }
}
