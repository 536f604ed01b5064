package io.linli.territory;

/** The coordinate systems a place may come in. Ours is CGCS2000, within a metre of WGS 84. */
public enum Crs {
    WGS84,
    CGCS2000,
    GCJ02,
    BD09
}
