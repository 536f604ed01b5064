package io.linli.evacuation;

import io.linli.territory.GeoPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a home lies low: a basement always; on the floors that water reaches, where the ground is so much lower than the
 * middle of the buildings around, or where water stood before.
 *
 * @param drop metres below the middle of the ground around
 * @param around metres within which other buildings are compared with
 * @param floor the highest that counts; where the floor is not known the home counts
 * @param floods so often within {@code near} metres is often enough
 */
record LowRule(double drop, double around, int floor, int floods, double near) {

    /** With fewer neighbours there is no middle to speak of. */
    static final int FEWEST = 3;

    private static final Pattern BELOW = Pattern.compile("^(-|－|[Bb]\\d|负|地下|底下).*");
    private static final Pattern DIGITS = Pattern.compile(".*?(\\d{3,4})\\D*$");
    private static final double METRES_A_DEGREE = 110_000; // of latitude, a little less than there are

    /**
     * A building whose place is known.
     *
     * @param height of the ground there; null where nobody measured it
     */
    record Standing(
            UUID building,
            GeoPoint point,
            @Nullable Double height,
            Set<String> basements,
            @Nullable HeightOrigin origin) {

        Standing at(double measured, HeightOrigin by) {
            return new Standing(building, point, measured, basements, by);
        }
    }

    /** A door. */
    record Door(UUID home, UUID building, String unit, String room) {}

    /** The homes that lie low, each with every reason. */
    Map<UUID, List<LowReason>> among(Collection<Door> doors, Collection<Standing> ground, Collection<GeoPoint> waters) {
        var known = new HashMap<UUID, Standing>();
        ground.forEach(standing -> known.put(standing.building(), standing));
        var ofBuilding = ground(ground, waters);
        var low = new HashMap<UUID, List<LowReason>>();
        for (var door : doors) {
            var reasons = new ArrayList<LowReason>();
            var standing = known.get(door.building());
            boolean below = isBelow(door.room())
                    || (standing != null && standing.basements().contains(door.unit() + door.room()));
            if (below) {
                reasons.add(LowReason.of(LowReason.Kind.BASEMENT));
            }
            var at = floorOf(door.room());
            if (below || at == null || at <= floor) {
                reasons.addAll(ofBuilding.getOrDefault(door.building(), List.of()));
            }
            if (!reasons.isEmpty()) {
                low.put(door.home(), List.copyOf(reasons));
            }
        }
        return low;
    }

    /** What is to be said of the ground of each building, whatever doors it has. */
    Map<UUID, List<LowReason>> ground(Collection<Standing> ground, Collection<GeoPoint> waters) {
        var ofBuilding = new HashMap<UUID, List<LowReason>>();
        ground.forEach(standing -> ofBuilding.put(standing.building(), reasons(standing, ground, waters)));
        return ofBuilding;
    }

    private List<LowReason> reasons(Standing one, Collection<Standing> all, Collection<GeoPoint> waters) {
        var reasons = new ArrayList<LowReason>();
        var own = one.height();
        var heights = all.stream()
                .filter(other -> !other.building().equals(one.building()))
                .filter(other -> isWithin(one.point(), other.point(), around))
                .flatMap(other -> Stream.ofNullable(other.height()))
                .sorted()
                .toList();
        if (own != null && heights.size() >= FEWEST) {
            var below = middle(heights) - own;
            if (below >= drop - 1e-9) { // 1.5 m is 1.5 m, however it was typed
                reasons.add(LowReason.lower(Math.round(below * 10) / 10.0, one.origin()));
            }
        }
        int times = (int) waters.stream()
                .filter(water -> isWithin(one.point(), water, near))
                .count();
        if (times >= floods) {
            reasons.add(LowReason.flooded(times));
        }
        return reasons;
    }

    private static boolean isWithin(GeoPoint one, GeoPoint other, double metres) {
        return Math.abs(one.latitude() - other.latitude()) * METRES_A_DEGREE <= metres && one.metresTo(other) <= metres;
    }

    private static double middle(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    static boolean isBelow(String room) {
        return BELOW.matcher(room.strip()).matches();
    }

    /** 302 is on the third floor, 1203 on the twelfth; where the number does not say, nobody knows. */
    static @Nullable Integer floorOf(String room) {
        var digits = DIGITS.matcher(room.strip());
        if (isBelow(room) || !digits.matches()) {
            return null;
        }
        var number = digits.group(1);
        return Integer.valueOf(number.substring(0, number.length() - 2));
    }
}
