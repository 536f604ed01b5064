package io.linli.territory;

import java.util.Arrays;
import java.util.Optional;

/** The coordinate systems a place may come in. Ours is CGCS2000, within a metre of WGS 84. */
public enum Crs {
    WGS84,
    CGCS2000,
    GCJ02,
    BD09;

    /** By its name in any case, as requests give it: {@code gcj02}. */
    public static Optional<Crs> named(String name) {
        return Arrays.stream(values())
                .filter(crs -> crs.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** The same, refused at the field when there is none of that name. */
    public static Crs read(String name, String field) {
        return named(name).orElseThrow(() -> TerritoryProblem.CRS_UNKNOWN.with().at(field));
    }
}
