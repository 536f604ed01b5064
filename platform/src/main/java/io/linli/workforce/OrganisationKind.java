package io.linli.workforce;

import io.linli.territory.AreaLevel;
import java.util.List;

/**
 * What an organisation is: 社区联合党委, 党小组, 部门 … Kinds are data.
 *
 * @param party whether it belongs to the party's tree
 * @param top whether it may stand under nothing
 * @param branch whether it may answer for grids and buildings
 * @param dedicated whether it stands at dedicated grids (专属网格) only
 * @param levels where on the ground it may stand
 * @param parents kinds that it may stand under
 * @param members whose delegates may sit in it
 */
public record OrganisationKind(
        String code,
        String name,
        boolean party,
        boolean top,
        boolean branch,
        boolean dedicated,
        List<AreaLevel> levels,
        List<String> parents,
        List<Seat> members) {

    /** Whose delegates sit in it; of a required kind it needs at least one. */
    public record Seat(String kind, String name, boolean required) {}
}
