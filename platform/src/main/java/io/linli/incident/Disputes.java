package io.linli.incident;

import java.util.Set;

/**
 * Which matters are disputes between parties: the shipped kinds whose name says so (纠纷), and whatever kinds a place makes
 * below them. By code, since events carry codes and what was read in the past must read the same again.
 */
public final class Disputes {

    private static final Set<String> KINDS = Set.of(
            "030505", // 土地权属纠纷
            "040106", // 污染损害纠纷调解
            "090703", // 边界纠纷
            "100607", // 林权改革及权属纠纷
            "101205", // 水事纠纷
            "101302", // 宅基地纠纷
            "1205", // 医患纠纷
            "150601", // 劳动合同纠纷
            "150605", // 劳务派遣纠纷
            "9017", // 邻里纠纷
            "9312"); // 矛盾纠纷排查

    private Disputes() {}

    public static boolean isOne(String category) {
        return KINDS.stream().anyMatch(category::startsWith);
    }
}
