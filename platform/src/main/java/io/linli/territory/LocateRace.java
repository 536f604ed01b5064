package io.linli.territory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/** Two ways to put the same points into their grids: by the index, and by looking at each grid in turn. */
final class LocateRace {

    private final Map<AreaCode, Geometry> grids;
    private final GridIndex index;
    private final List<GeoPoint> points = new ArrayList<>();

    /** On a cartogram of so many communities and about so many grids; the points lie in and around it. */
    LocateRace(List<AreaCode> communities, int about, int count) {
        grids = new DemoCounty(communities, about).cells();
        grids.keySet().removeIf(code -> code.level() != AreaLevel.GRID);
        index = new GridIndex(grids);
        var random = new Random(430181);
        for (int i = 0; i < count; i++) {
            points.add(new GeoPoint(
                    113.64 + (random.nextDouble() - 0.5) * 0.62, 28.16 + (random.nextDouble() - 0.5) * 0.54));
        }
    }

    int grids() {
        return grids.size();
    }

    /** Points a second through the index. */
    double indexed() {
        int found = 0;
        long start = System.nanoTime();
        for (var point : points) {
            found += index.locate(point).isPresent() ? 1 : 0;
        }
        return perSecond(points.size(), start, found);
    }

    /** Points a second by looking at each grid's rectangle and outline; so many points only, since it is slow. */
    double bruteForce(int some) {
        int found = 0;
        long start = System.nanoTime();
        for (var point : points.subList(0, some)) {
            found += byEach(point).isPresent() ? 1 : 0;
        }
        return perSecond(some, start, found);
    }

    /** Of the first so many points, those on which both disagree. */
    long differences(int some) {
        return points.subList(0, some).stream()
                .filter(point -> !index.locate(point).equals(byEach(point)))
                .count();
    }

    private static double perSecond(int count, long start, int found) {
        if (found == 0) {
            throw new IllegalStateException("No point lies in a grid");
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    private Optional<AreaCode> byEach(GeoPoint point) {
        var place = new Coordinate(point.longitude(), point.latitude());
        Optional<AreaCode> smallest = Optional.empty();
        for (var grid : grids.entrySet()) {
            if (grid.getValue().getEnvelopeInternal().covers(place)
                    && SimplePointInAreaLocator.locate(place, grid.getValue()) != Location.EXTERIOR
                    && (smallest.isEmpty() || grid.getKey().compareTo(smallest.get()) < 0)) {
                smallest = Optional.of(grid.getKey());
            }
        }
        return smallest;
    }
}
