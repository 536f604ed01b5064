package io.linli.residents;

import io.linli.identity.AccountId;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is recorded of buildings and of the grids, in numbers: never who or which home. */
public interface GroundRecords {

    /** The open buildings of an area, each once; in the grid of its homes where it is known in a larger area only. */
    List<Building> buildings(AreaCode area);

    /** What is recorded of each area that homes stand at; visits are counted since then, or not at all. */
    Map<AreaCode, Recorded> recorded(AreaCode area, @Nullable Instant visitsSince);

    /** The one open building of that name that stands in the area. */
    Optional<BuildingId> building(AreaCode area, String name);

    /** What the open buildings of an area were called before, and none of them is called now. */
    Map<BuildingId, List<String>> formerNames(AreaCode area);

    /** Unit and room of each open home in it, as on the door. */
    Set<String> doors(BuildingId building);

    /** How many visits to homes each of these people took down in that time, the end left out. */
    Map<AccountId, Long> visitsBy(Collection<AccountId> people, Instant from, Instant until);

    /** A building and the grid, or the smallest area known, that it stands in. */
    record Building(BuildingId id, String name, AreaCode area) {}

    /**
     * What is recorded of one area.
     *
     * @param accounts people who have an account of their own
     */
    record Recorded(long buildings, long homes, long households, long visits, long accounts) {

        public static final Recorded NOTHING = new Recorded(0, 0, 0, 0, 0);
    }
}
