package io.linli.incident;

import io.linli.identity.OrgUnitId;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Placement;
import org.jspecify.annotations.Nullable;

/**
 * Whom a report is about. That party and those below it neither handle, inspect, nor see it; it goes a level up
 * (济南市12345市民服务热线条例第三十二条: nothing of a complaint is passed to those it is about).
 */
public record About(
        Party party, @Nullable AreaCode area, @Nullable OrgUnitId unit) {

    public enum Party {
        GRID_WORKER,
        COMMUNITY_WORKER,
        UNIT;

        /**
         * Whether the area of such a post can be of that level. A grid worker may be meant whose grid is not known; any
         * larger area would keep the report from whole towns.
         */
        boolean standsAt(AreaLevel level) {
            return switch (this) {
                case GRID_WORKER ->
                    level == AreaLevel.COMMUNITY || level == AreaLevel.GRID || level == AreaLevel.MICRO_GRID;
                case COMMUNITY_WORKER -> level == AreaLevel.COMMUNITY;
                case UNIT -> true;
            };
        }
    }

    /** The area whose posts are kept out, those below it included; null when no post of the ground is meant. */
    @Nullable
    AreaCode hiddenFrom(Placement placement) {
        return switch (party) {
            case GRID_WORKER -> area != null ? area : below(AreaLevel.GRID, placement);
            case COMMUNITY_WORKER -> area != null ? area : below(AreaLevel.COMMUNITY, placement);
            case UNIT -> null;
        };
    }

    // A place known only to its community may lie in any of its grids: then the whole community is kept out. Above that
    // the posts meant do not see the matter anyway.
    private static @Nullable AreaCode below(AreaLevel level, Placement placement) {
        var at = placement.area().level();
        if (at.digits() >= level.digits()) {
            return placement.area().at(level);
        }
        return at.digits() >= AreaLevel.COMMUNITY.digits() ? placement.area() : null;
    }
}
