package io.linli.facility;

/** Whether it can be counted on. */
public enum FacilityState {
    READY,
    OUT_OF_ORDER,
    CLOSED
}
