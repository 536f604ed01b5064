package io.linli.incident;

import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.GeoPoint;
import io.linli.territory.Placement;
import io.linli.territory.Territory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Places of made-up incidents: much in few communities, little in many, as in real towns. */
final class MadeUpGround {

    private static final int TRIED = 400_000;
    private static final int OF_A_GRID = 200;
    private static final double HALF_WIDTH = 0.6; // degrees around the middle of the demo county's cells
    private static final GeoPoint MIDDLE = new GeoPoint(113.64, 28.16);

    private final Territory territory;
    private final RandomGenerator random;
    private final List<AreaCode> communities = new ArrayList<>();
    private final Map<AreaCode, List<AreaCode>> grids = new HashMap<>();
    private final Map<AreaCode, List<GeoPoint>> points = new HashMap<>();
    private final double[] upTo;

    MadeUpGround(Territory territory, RandomGenerator random) {
        this.territory = territory;
        this.random = random;
        gather(territory.root());
        upTo = new double[communities.size()];
        for (int i = 0; i < upTo.length; i++) {
            upTo[i] = (i == 0 ? 0 : upTo[i - 1]) + Math.pow(i + 6, -0.8); // a Zipf law, flat at the top
        }
        for (int i = 0; i < TRIED; i++) {
            var point = new GeoPoint(
                    MIDDLE.longitude() + random.nextDouble(-HALF_WIDTH, HALF_WIDTH),
                    MIDDLE.latitude() + random.nextDouble(-HALF_WIDTH, HALF_WIDTH));
            var found = territory.place(point, null);
            if (found.grid() != null && found.how() == Placement.How.POINT) {
                var known = points.computeIfAbsent(found.grid(), grid -> new ArrayList<>());
                if (known.size() < OF_A_GRID) {
                    known.add(point);
                }
            }
        }
    }

    private void gather(AreaCode area) {
        for (var child : territory.children(area)) {
            if (child.level() == AreaLevel.GRID) {
                grids.computeIfAbsent(area, community -> new ArrayList<>()).add(child.code());
            } else if (child.level() == AreaLevel.COMMUNITY) {
                communities.add(child.code());
                gather(child.code());
            } else {
                gather(child.code());
            }
        }
    }

    /** One in twenty waits to be placed: a community is known of it, or a street, or nothing. */
    Placement next() {
        var community = community();
        int chance = random.nextInt(1_000);
        if (chance < 50) {
            var area = chance < 25 ? community : chance < 40 ? community.at(AreaLevel.STREET) : territory.root();
            return new Placement(
                    area,
                    null,
                    null,
                    territory.fullName(community),
                    chance < 40 ? Placement.How.TEXT : Placement.How.UNPLACED);
        }
        var inside = grids.getOrDefault(community, List.of());
        if (inside.isEmpty()) {
            return new Placement(community, null, null, null, Placement.How.CODE);
        }
        // the first grids of a community see more than the last
        var grid = inside.get((int) (inside.size() * Math.pow(random.nextDouble(), 1.5)));
        var known = points.getOrDefault(grid, List.of());
        return known.isEmpty()
                ? new Placement(grid, grid, null, null, Placement.How.CODE)
                : new Placement(grid, grid, near(known.get(random.nextInt(known.size()))), null, Placement.How.POINT);
    }

    // some metres beside it, or a million incidents would stand on few points
    private GeoPoint near(GeoPoint point) {
        return new GeoPoint(
                point.longitude() + random.nextDouble(-0.00005, 0.00005),
                point.latitude() + random.nextDouble(-0.00005, 0.00005));
    }

    private AreaCode community() {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return communities.get(Math.min(found < 0 ? -found - 1 : found, upTo.length - 1));
    }
}
