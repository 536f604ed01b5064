package io.linli.residents;

/** Why a stay, a membership or a household ended. */
public enum EndReason {
    MOVED,
    LEFT,
    DIED,
    SPLIT,
    JOINED,
    ENDED
}
