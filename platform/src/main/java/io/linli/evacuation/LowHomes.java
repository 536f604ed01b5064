package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.EVACUATION_AREA_TOO_WIDE;
import static io.linli.evacuation.EvacuationProblem.EVACUATION_HOME_UNKNOWN;
import static java.util.Objects.requireNonNull;

import io.linli.identity.Caller;
import io.linli.incident.PastPlaces;
import io.linli.residents.Home;
import io.linli.residents.HomeId;
import io.linli.residents.Places;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.GeoPoint;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lists the homes that lie low, from the heights that were brought, past flooding, and basements. */
@Service
public class LowHomes {

    /** 积水内涝 */
    static final Set<String> FLOODING = Set.of("9011");

    private final Places places;
    private final GroundBook ground;
    private final Terrain terrain;
    private final PastPlaces past;
    private final EvacuationRules rules;
    private final EvacuationGround reach;
    private final Territory territory;
    private final Clock clock;

    LowHomes(
            Places places,
            GroundBook ground,
            Terrain terrain,
            PastPlaces past,
            EvacuationRules rules,
            EvacuationGround reach,
            Territory territory,
            Clock clock) {
        this.places = places;
        this.ground = ground;
        this.terrain = terrain;
        this.past = past;
        this.rules = rules;
        this.reach = reach;
        this.territory = territory;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param homes that were looked at
     * @param buildings that they stand in
     * @param known of these, those whose height is known: of the others only basements are found
     */
    public record Found(AreaCode area, int homes, int buildings, int known, List<LowHome> items) {}

    /** In a community or a part of it; compared with the buildings of the whole community. */
    public Found of(Caller caller, AreaCode area) {
        reach.require(caller, area);
        var homes = homes(area);
        var around = area.at(AreaLevel.COMMUNITY);
        var compared = around.equals(area) ? homes : homes(around);
        var standing =
                standing(compared.stream().map(home -> home.building().id()).collect(Collectors.toSet()), around);
        var waters = waters(caller, around);
        var doors = homes.stream()
                .map(home -> new LowRule.Door(home.id().id(), home.building().id(), home.unit(), home.room()))
                .toList();
        var low = rules.low().among(doors, standing, waters);
        var buildings = homes.stream().map(home -> home.building().id()).collect(Collectors.toSet());
        var known = standing.stream()
                .filter(one -> one.height() != null)
                .map(LowRule.Standing::building)
                .collect(Collectors.toCollection(HashSet::new));
        known.retainAll(buildings);
        return new Found(
                area,
                homes.size(),
                buildings.size(),
                known.size(),
                homes.stream()
                        .filter(home -> low.containsKey(home.id().id()))
                        .map(home -> home(home, requireNonNull(low.get(home.id().id()))))
                        .toList());
    }

    /** Those of the buildings whose place is known, as high as they were brought or as surveys of that area tell. */
    List<LowRule.Standing> standing(Collection<UUID> buildings, AreaCode area) {
        return terrain.fill(ground.of(buildings), area);
    }

    /** Where water stood in the years that count. */
    List<GeoPoint> waters(Caller caller, AreaCode area) {
        var since = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minusYears(rules.floodYears())
                .toInstant();
        return past.of(caller, area, FLOODING, since).stream()
                .map(PastPlaces.Spot::point)
                .toList();
    }

    /** The homes that somebody chose: those that lie low, with why, and others that they know of. */
    List<LowHome> chosen(Caller caller, AreaCode area, @Nullable Collection<HomeId> chosen) {
        var low = of(caller, area).items();
        if (chosen == null) {
            return low;
        }
        Map<UUID, LowHome> byId =
                low.stream().collect(Collectors.toMap(one -> one.home().id(), Function.identity()));
        Map<UUID, Home> all =
                homes(area).stream().collect(Collectors.toMap(home -> home.id().id(), Function.identity()));
        return chosen.stream()
                .distinct()
                .map(id -> {
                    var listed = byId.get(id.id());
                    var home = all.get(id.id());
                    if (home == null) {
                        throw EVACUATION_HOME_UNKNOWN.with(id.toString()).at("homes");
                    }
                    return listed == null ? home(home, List.of(LowReason.of(LowReason.Kind.CHOSEN))) : listed;
                })
                .toList();
    }

    static void requireNarrow(AreaCode area) {
        if (area.code().length() < AreaLevel.COMMUNITY.digits()) {
            throw EVACUATION_AREA_TOO_WIDE.with().at("area");
        }
    }

    private List<Home> homes(AreaCode area) {
        requireNarrow(area);
        return places.tree(area).stream()
                .flatMap(building -> building.units().stream())
                .flatMap(unit -> unit.homes().stream())
                .toList();
    }

    private LowHome home(Home home, List<LowReason> reasons) {
        return new LowHome(
                home.id(),
                home.building(),
                home.address(),
                home.area(),
                territory.find(home.area()).map(Area::name).orElse(home.area().code()),
                reasons);
    }
}
