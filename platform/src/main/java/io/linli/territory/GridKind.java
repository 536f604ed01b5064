package io.linli.territory;

/** Kinds of grids: 基础网格, 专属网格 (mall, office block, campus, market), 微网格. */
public enum GridKind {
    BASIC,
    DEDICATED,
    MICRO
}
