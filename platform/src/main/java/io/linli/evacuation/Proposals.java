package io.linli.evacuation;

import io.linli.facility.FacilityState;
import io.linli.facility.Reservations;
import io.linli.facility.Shelter;
import io.linli.facility.ShelterDesk;
import io.linli.facility.Supply;
import io.linli.facility.SupplyDesk;
import io.linli.facility.SupplyKind;
import io.linli.identity.Caller;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.GeoPoint;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds each household a place to sleep and a way to get there: the nearest shelter with what they need and the beds, and
 * for who cannot walk there a vehicle with the seats. What is proposed is claimed at once, so that nobody else is sent
 * there; what is not there is told.
 */
@Component
class Proposals {

    private final Reservations reservations;
    private final ShelterDesk shelters;
    private final SupplyDesk supplies;
    private final EvacuationRules rules;

    Proposals(Reservations reservations, ShelterDesk shelters, SupplyDesk supplies, EvacuationRules rules) {
        this.reservations = reservations;
        this.shelters = shelters;
        this.supplies = supplies;
        this.rules = rules;
    }

    /** What there is around an area, held until the transaction ends. */
    record Stock(List<Shelter> shelters, List<Supply> vehicles) {}

    record Proposal(@Nullable UUID shelter, @Nullable UUID vehicle, Set<Missing> missing) {}

    /** Within a street all help each other. */
    Stock around(AreaCode place, Caller caller) {
        var area = place.code().length() > AreaLevel.STREET.digits() ? place.at(AreaLevel.STREET) : place;
        var beds = shelters.list(caller, area).stream()
                .filter(shelter -> shelter.state() == FacilityState.READY)
                .toList();
        var seats = supplies.list(caller, area, SupplyKind.VEHICLE).stream()
                .filter(vehicle -> vehicle.state() == FacilityState.READY && vehicle.seats() > 0)
                .toList();
        reservations.lock(
                beds.stream().map(Shelter::id).toList(),
                seats.stream().map(Supply::id).toList());
        return new Stock(beds, seats);
    }

    Proposal propose(UUID household, Collected needs, int heads, @Nullable GeoPoint from, Stock stock) {
        reservations.release(household);
        if (heads == 0) { // nobody is recorded there: whoever goes there says whether somebody is
            return new Proposal(null, null, Set.of());
        }
        var missing = EnumSet.noneOf(Missing.class);
        var shelter = shelter(household, needs, heads, from, stock.shelters(), missing);
        var to = shelter == null ? null : shelter.point();
        boolean far = from != null && to != null && from.metresTo(to) > rules.walk();
        var vehicle = needs.carried() || needs.wheelchairs() > 0 || far
                ? vehicle(household, needs, heads, stock.vehicles(), missing)
                : null;
        return new Proposal(shelter == null ? null : shelter.id(), vehicle, missing);
    }

    private @Nullable Shelter shelter(
            UUID household,
            Collected needs,
            int heads,
            @Nullable GeoPoint from,
            List<Shelter> all,
            Set<Missing> missing) {
        Predicate<Shelter> reached = one -> needs.wheelchairs() == 0 || (one.wheelchair() && !one.stairs());
        Predicate<Shelter> powered = one -> !needs.power() || one.power();
        Predicate<Shelter> animals = one -> !needs.animals() || one.animals();
        var fitting = all.stream()
                .filter(reached.and(powered))
                .sorted(Comparator.comparing((Shelter one) -> !animals.test(one))
                        .thenComparingDouble(one -> distance(from, one))
                        .thenComparing(Shelter::name)
                        .thenComparing(Shelter::id))
                .toList();
        for (var one : fitting) {
            if (reservations.beds(household, one.id(), heads)) {
                if (!animals.test(one)) {
                    missing.add(Missing.ANIMAL_SHELTER);
                }
                return one;
            }
        }
        if (!all.isEmpty() && all.stream().noneMatch(reached)) {
            missing.add(Missing.WHEELCHAIR_SHELTER);
        } else if (!all.isEmpty() && fitting.isEmpty()) {
            missing.add(Missing.POWER_SHELTER);
        } else {
            missing.add(Missing.BEDS);
        }
        return null;
    }

    private @Nullable UUID vehicle(UUID household, Collected needs, int heads, List<Supply> all, Set<Missing> missing) {
        for (var one : all) {
            if (reservations.seats(household, one.id(), heads, Math.min(needs.wheelchairs(), heads))) {
                return one.id();
            }
        }
        boolean chairs =
                needs.wheelchairs() > 0 && all.stream().noneMatch(one -> one.wheelchairs() >= needs.wheelchairs());
        missing.add(chairs ? Missing.WHEELCHAIR_SEATS : Missing.SEATS);
        return null;
    }

    private static double distance(@Nullable GeoPoint from, Shelter to) {
        var point = to.point();
        return from == null || point == null ? Double.MAX_VALUE : from.metresTo(point);
    }
}
