package io.linli.evacuation;

/** What a household needs and nothing was found for. */
public enum Missing {
    /** No shelter around has so many beds free. */
    BEDS,
    /** None that can be reached in a wheelchair. */
    WHEELCHAIR_SHELTER,
    /** None with power for oxygen and equipment. */
    POWER_SHELTER,
    /** None that takes animals; the people have a place. */
    ANIMAL_SHELTER,
    /** No vehicle has so many seats free. */
    SEATS,
    /** None has the places for wheelchairs. */
    WHEELCHAIR_SEATS
}
