package io.linli.incident;

/**
 * Which matters may be told of to anybody: things in public space that were reported openly. What happens at somebody's
 * door, between neighbours or about anyone is never among them, and of those that are, no word of the reporter's is told.
 */
final class PublicThings {

    /**
     * Of the shipped kinds: litter, debris, dirty roads, stalls, bills, greens, lamps, covers, road surface, water,
     * blocked fire lanes, parking, leaks (90), events and parts of digital city management (91, 92; GB/T 30428.2), greens
     * and shared facilities of estates (94). Noise, corridors, buildings and quarrels (9004, 9013 to 9017) are not.
     */
    private static final String KINDS =
            "{9001,9002,9003,9005,9006,9007,9008,9009,9010,9011,9012,9018,9019,91,92,9401,9403}";

    /** Of public concern, wherever it is. */
    static final String CONCERN = "i.privacy = 'OPEN' and i.restricted is null and i.hidden_from is null"
            + " and i.category ^@ any ('" + KINDS + "'::text[])";

    static final String CONDITION = "i.longitude is not null and " + CONCERN;

    private PublicThings() {}
}
