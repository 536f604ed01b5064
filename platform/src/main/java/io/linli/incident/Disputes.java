package io.linli.incident;

import java.util.Set;

/**
 * Which matters are disputes between parties: the shipped kinds whose name says so (纠纷), and whatever kinds a place makes
 * below them. By code, since events carry codes and what was read in the past must read the same again.
 */
public final class Disputes {

    private static final Set<String> KINDS = Set.of(
            "030505", // rights to land
            "040106", // damage by pollution
            "090703", // boundaries
            "100607", // rights to woods
            "101205", // water
            "101302", // building plots of village homes
            "1205", // patients and hospitals
            "150601", // contracts of employment
            "150605", // workers sent by an agency
            "9017", // neighbours
            "9312"); // quarrels found when looking for them

    private Disputes() {}

    public static boolean isOne(String category) {
        return KINDS.stream().anyMatch(category::startsWith);
    }
}
