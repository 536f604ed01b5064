package io.linli.workforce;

import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The responsibility matrix with what is wrong in it.
 *
 * @param connected whether the kinds of matters are known here; else gaps cannot be told
 * @param doubles where two nodes are accountable; saving refuses to leave one
 * @param vacant accountable posts that nobody holds
 */
public record MatrixView(
        boolean connected, List<Line> lines, List<Gap> gaps, List<Conflict> doubles, List<Vacant> vacant) {

    public record Line(
            UUID id,
            AreaCode area,
            String areaName,
            @Nullable String matter,
            @Nullable String matterName,
            AreaLevel level,
            @Nullable Role role,
            @Nullable OrgUnitId unit,
            @Nullable String unitName) {}

    /** A kind of matter for which nobody is accountable at so many areas of a level. */
    public record Gap(AreaLevel level, String matter, String matterName, int areas, List<AreaCode> first) {}

    public record Conflict(
            AreaLevel level,
            AreaCode area,
            String areaName,
            @Nullable String matter,
            @Nullable String matterName,
            List<UUID> lines) {}

    /** A line whose post nobody holds at so many areas. */
    public record Vacant(UUID line, AreaLevel level, Role role, int areas, List<AreaCode> first) {}

    /**
     * Who is accountable at one level.
     *
     * @param line null for nobody
     * @param holders who holds the post or acts for the unit, as staff are known in public
     */
    public record Node(
            AreaLevel level,
            AreaCode area,
            String areaName,
            @Nullable UUID line,
            @Nullable Role role,
            @Nullable OrgUnitId unit,
            @Nullable String unitName,
            List<String> holders) {}
}
