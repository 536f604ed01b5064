package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.EVACUATION_CLOSED;

import io.linli.evacuation.LowRule.Standing;
import io.linli.facility.ShelterDesk;
import io.linli.facility.Supply;
import io.linli.facility.SupplyDesk;
import io.linli.facility.SupplyKind;
import io.linli.identity.Caller;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.GeoPoint;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An emergency on a map, for those who may see its list: which home is in which state, and where people and vehicles are.
 * Without names; that a home is on the list tells of those who live there all the same, so each look is recorded, and when
 * the emergency is over there is no map of it any more (突发事件应对法 art. 85).
 */
@Service
@Transactional
public class EvacuationMap {

    private final Emergencies emergencies;
    private final HouseholdList households;
    private final GroundBook ground;
    private final ShelterDesk shelters;
    private final SupplyDesk supplies;

    EvacuationMap(
            Emergencies emergencies,
            HouseholdList households,
            GroundBook ground,
            ShelterDesk shelters,
            SupplyDesk supplies) {
        this.emergencies = emergencies;
        this.households = households;
        this.ground = ground;
        this.shelters = shelters;
        this.supplies = supplies;
    }

    /** A home; it stands where its building does. */
    public record Home(
            UUID household,
            @Nullable Integer position,
            @Nullable String place,
            double longitude,
            double latitude,
            HouseholdStatus status,
            int heads,
            @Nullable UUID shelter,
            @Nullable UUID vehicle) {}

    /**
     * Where people go.
     *
     * @param coming people on the list who are to go there and are not there yet
     * @param there those who are safe there
     */
    public record Haven(
            UUID id,
            String name,
            String address,
            @Nullable Double longitude,
            @Nullable Double latitude,
            int capacity,
            int free,
            int coming,
            int there) {}

    /**
     * A vehicle. Where it is at this moment nobody knows here: it belongs to that area.
     *
     * @param homes how many of the list it is to fetch
     */
    public record Ride(
            UUID id, String name, AreaCode area, String areaName, String holder, int seats, int free, int homes) {}

    /**
     * All of it.
     *
     * @param unplaced homes whose building nobody gave a place: they stand in the list alone
     */
    public record Picture(List<Home> homes, int unplaced, List<Haven> shelters, List<Ride> vehicles) {}

    public Picture of(Caller caller, UUID id) {
        var emergency = emergencies.get(caller, id);
        if (emergency.closedAt() != null) {
            throw EVACUATION_CLOSED.with();
        }
        var all = households.rows(caller, id);
        var points =
                ground
                        .of(all.stream()
                                .map(Household::building)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Standing::building, Standing::point));
        var homes = all.stream()
                .filter(one -> one.building() != null && points.containsKey(one.building()))
                .map(one -> home(one, Objects.requireNonNull(points.get(one.building()))))
                .toList();
        var area = emergency.area();
        var around = area.code().length() > AreaLevel.STREET.digits() ? area.at(AreaLevel.STREET) : area;
        return new Picture(homes, all.size() - homes.size(), havens(caller, around, all), rides(caller, around, all));
    }

    private static Home home(Household one, GeoPoint point) {
        return new Home(
                one.id(),
                one.position(),
                one.place(),
                point.longitude(),
                point.latitude(),
                one.status(),
                one.heads(),
                one.shelter(),
                one.vehicle());
    }

    private List<Haven> havens(Caller caller, AreaCode around, List<Household> all) {
        return shelters.list(caller, around).stream()
                .map(one -> {
                    var point = one.point();
                    return new Haven(
                            one.id(),
                            one.name(),
                            one.address(),
                            point == null ? null : point.longitude(),
                            point == null ? null : point.latitude(),
                            one.capacity(),
                            one.free(),
                            heads(all, one.id(), false),
                            heads(all, one.id(), true));
                })
                .toList();
    }

    private static int heads(List<Household> all, UUID shelter, boolean safe) {
        return all.stream()
                .filter(one -> shelter.equals(one.shelter()) && (one.status() == HouseholdStatus.SAFE) == safe)
                .mapToInt(Household::heads)
                .sum();
    }

    private List<Ride> rides(Caller caller, AreaCode around, List<Household> all) {
        var wanted = all.stream()
                .map(Household::vehicle)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt(one -> 1)));
        return supplies.list(caller, around, SupplyKind.VEHICLE).stream()
                .map(one -> ride(one, wanted.getOrDefault(one.id(), 0)))
                .toList();
    }

    private static Ride ride(Supply one, int homes) {
        return new Ride(
                one.id(), one.name(), one.area(), one.areaName(), one.holder(), one.seats(), one.freeSeats(), homes);
    }
}
