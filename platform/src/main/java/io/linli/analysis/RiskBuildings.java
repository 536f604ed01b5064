package io.linli.analysis;

import static io.linli.analysis.AnalysisProblem.RISK_BUILDINGS_TOO_WIDE;

import io.linli.analysis.RiskMap.Contribution;
import io.linli.identity.Caller;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentWords;
import io.linli.residents.BuildingId;
import io.linli.residents.GroundRecords;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.NamedPlaces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * The risk index of buildings: what reports add whose words name one in their grid. Open reports alone, since the place of
 * others may tell on somebody. A building with fewer than five homes is not named: it would be a home that is looked at.
 * Who lives in it counts for nothing.
 */
@Service
public class RiskBuildings {

    private static final int FEWEST_HOMES = 5;

    private final RiskMap map;
    private final GroundRecords records;
    private final IncidentWords words;
    private final SystemScope system;
    private final SignalWords names;

    RiskBuildings(RiskMap map, GroundRecords records, IncidentWords words, SystemScope system, SignalWords names) {
        this.map = map;
        this.records = records;
        this.words = words;
        this.system = system;
        this.names = names;
    }

    /** A building and what adds to its index. */
    public record Building(
            BuildingId id,
            String name,
            AreaCode area,
            String areaName,
            int homes,
            double points,
            int incidents,
            int open,
            List<Contribution> contributions) {}

    /** What adds up: so many incidents with so many points. */
    public record Rest(int incidents, double points) {}

    /**
     * The buildings of an area, the riskiest first.
     *
     * @param rest of the area: no building is named, or several, or one with fewer than five homes
     */
    public record Found(AreaCode area, List<Building> items, Rest rest) {}

    /** In a community or a part of it. */
    public Found of(Caller caller, AreaCode area) {
        if (area.level().digits() < AreaLevel.COMMUNITY.digits()) {
            throw RISK_BUILDINGS_TOO_WIDE.with().at("area");
        }
        var contributions = map.contributions(caller, area);
        var places = system.call(() -> placed(area, contributions));
        var items = new ArrayList<Building>();
        var of = new HashMap<GroundRecords.Building, List<Contribution>>();
        var rest = new ArrayList<Contribution>();
        for (var one : contributions) {
            var building = places.get(one.incident());
            (building == null ? rest : of.computeIfAbsent(building, none -> new ArrayList<>())).add(one);
        }
        of.forEach((building, own) -> {
            int homes = records.doors(building.id()).size();
            if (homes < FEWEST_HOMES) {
                rest.addAll(own);
            } else {
                items.add(building(building, homes, own));
            }
        });
        items.sort(Comparator.comparingDouble(Building::points)
                .reversed()
                .thenComparing(one -> one.id().toString()));
        return new Found(area, List.copyOf(items), new Rest(rest.size(), points(rest)));
    }

    /** Which building of its own grid each is said to be at. */
    private Map<UUID, GroundRecords.Building> placed(AreaCode area, List<Contribution> contributions) {
        var ids = contributions.stream()
                .map(one -> new IncidentId(one.incident()))
                .toList();
        var known = new HashMap<AreaCode, NamedPlaces<GroundRecords.Building>>();
        var around = area.at(AreaLevel.COMMUNITY);
        var former = records.formerNames(around); // people go on saying what a building was called
        records.buildings(around).stream()
                .collect(Collectors.groupingBy(GroundRecords.Building::area))
                .forEach((at, buildings) -> known.put(
                        at,
                        NamedPlaces.of(buildings.stream()
                                .flatMap(building -> Stream.concat(
                                                Stream.of(building.name()),
                                                former.getOrDefault(building.id(), List.of()).stream())
                                        .map(name -> Map.entry(name, building)))
                                .toList())));
        var placed = new HashMap<UUID, GroundRecords.Building>();
        for (var one : words.any(ids)) {
            known.entrySet().stream()
                    .filter(place -> place.getKey().contains(one.area()))
                    .flatMap(place -> place.getValue().in(one.title() + " " + one.text()).stream())
                    .findFirst()
                    .ifPresent(building -> placed.put(one.id().id(), building));
        }
        return placed;
    }

    private Building building(GroundRecords.Building building, int homes, List<Contribution> own) {
        return new Building(
                building.id(),
                building.name(),
                building.area(),
                names.areaName(building.area()),
                homes,
                points(own),
                own.size(),
                (int) own.stream().filter(Contribution::open).count(),
                List.copyOf(own));
    }

    private static double points(List<Contribution> some) {
        return some.stream().mapToDouble(Contribution::points).sum();
    }
}
