package io.linli.territory;

import org.jspecify.annotations.Nullable;

/**
 * Where something is, as well as could be told. The area is never missing: it is the grid when that is known, else the
 * smallest area that is, at worst the whole territory.
 *
 * @param grid null when no grid was found: the matter then waits in 待定位 at the area's intake post
 * @param point null when no point was given
 * @param address what was said about the place, null when nothing was
 */
public record Placement(
        AreaCode area,
        @Nullable AreaCode grid,
        @Nullable GeoPoint point,
        @Nullable String address,
        How how) {

    /** How the area was found. */
    public enum How {
        /** The point lies in the grid. */
        POINT,
        /** The point lies just outside every grid; this one is the nearest. */
        NEAREST,
        /** The code was given. */
        CODE,
        /** The text names a building or place of the grid, or of a larger area. */
        TEXT,
        /** Nothing was found. */
        UNPLACED
    }
}
