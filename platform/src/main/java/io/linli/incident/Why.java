package io.linli.incident;

/** Why somebody is named as one who could handle a matter, and why they were chosen. */
public enum Why {
    /** 派单目录: this kind is that unit's to do. */
    MUST,
    /** 责任矩阵: accountable for this kind there. */
    ACCOUNTABLE,
    /** Whose ground it lies on. */
    HERE,
    /** The post of the level around it. */
    ABOVE,
    /** A department that could be asked. */
    UNIT,
    /** 首接: took it first. */
    FIRST,
    /** Named by who objected. */
    NAMED,
    /** Acts for somebody away. */
    STANDS_IN,
    /** What they have in hand. */
    LOAD,
    /** What they did of this kind. */
    PRACTICE,
    /** 专长、语言: what a colleague has taken down that they can do. */
    SKILL
}
