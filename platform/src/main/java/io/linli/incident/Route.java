package io.linli.incident;

/** Who is asked first (数字化城市管理): the ground it lies on, or the unit that owns the matter. */
public enum Route {
    /** 属地先: the grid and its community, then the unit; events as a rule. */
    AREA_FIRST,
    /** 属主先: the leading unit, then the ground; parts as a rule. */
    OWNER_FIRST
}
