package io.linli.residents;

/** Whether a person belongs to this place. */
public enum PersonState {
    HERE,
    LEFT,
    DIED
}
