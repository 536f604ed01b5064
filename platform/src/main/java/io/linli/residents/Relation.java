package io.linli.residents;

/** What somebody is to the head of the household (after GB/T 4761). */
public enum Relation {
    HEAD,
    SPOUSE,
    CHILD,
    GRANDCHILD,
    PARENT,
    GRANDPARENT,
    SIBLING,
    OTHER,
    /** Not said since the household has another head. */
    UNKNOWN
}
