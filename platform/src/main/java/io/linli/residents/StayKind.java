package io.linli.residents;

/** What ties a person to a home. */
public enum StayKind {
    LIVES,
    REGISTERED,
    OWNS,
    RENTS
}
