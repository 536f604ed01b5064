package io.linli.evacuation;

import io.linli.identity.Caller;
import io.linli.residents.BuildingId;
import io.linli.residents.GroundRecords;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where the ground is low, building by building, for a map: places alone, no door and nobody who lives there. */
@Service
public class LowGround {

    private final GroundRecords records;
    private final LowHomes homes;
    private final EvacuationRules rules;
    private final EvacuationGround reach;

    LowGround(GroundRecords records, LowHomes homes, EvacuationRules rules, EvacuationGround reach) {
        this.records = records;
        this.homes = homes;
        this.rules = rules;
        this.reach = reach;
    }

    /**
     * A building on low ground, or with doors below it.
     *
     * @param height metres above the sea; absent where nobody measured it
     */
    public record Spot(
            BuildingId building,
            String name,
            double longitude,
            double latitude,
            @Nullable Double height,
            List<LowReason> reasons) {}

    /**
     * What was found.
     *
     * @param buildings that stand there
     * @param known of these, those whose height is known: nothing is said of the others
     */
    public record Found(AreaCode area, int buildings, int known, List<Spot> items) {}

    /** In a community or a part of it; compared with the buildings of the whole community. */
    public Found of(Caller caller, AreaCode area) {
        reach.require(caller, area);
        LowHomes.requireNarrow(area);
        var around = area.at(AreaLevel.COMMUNITY);
        var names = new HashMap<UUID, String>();
        records.buildings(area).forEach(building -> names.put(building.id().id(), building.name()));
        var standing = homes.standing(
                records.buildings(around).stream()
                        .map(building -> building.id().id())
                        .collect(Collectors.toSet()),
                around);
        var reasons = rules.low().ground(standing, homes.waters(caller, around));
        var items = new ArrayList<Spot>();
        int known = 0;
        for (var one : standing) {
            var name = names.get(one.building());
            if (name != null) {
                known += one.height() == null ? 0 : 1;
                var why = new ArrayList<LowReason>(reasons.getOrDefault(one.building(), List.of()));
                if (!one.basements().isEmpty()) {
                    why.addFirst(LowReason.of(LowReason.Kind.BASEMENT));
                }
                if (!why.isEmpty()) {
                    items.add(new Spot(
                            new BuildingId(one.building()),
                            name,
                            one.point().longitude(),
                            one.point().latitude(),
                            one.height(),
                            List.copyOf(why)));
                }
            }
        }
        return new Found(area, names.size(), known, List.copyOf(items));
    }
}
