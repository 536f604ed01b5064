package io.linli.territory;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A cartogram: schematic cells for the communities of a county, which show who is whose neighbour on paper and nothing
 * of the land. Each grid is one hexagon. Communities follow each other by code along a curve that fills the honeycomb
 * without a jump, so every community, and every street, is one piece; and since all outlines are sums of the same
 * hexagon sides, they share their edges to the last digit.
 */
final class DemoCounty {

    private static final GeoPoint CENTRE = new GeoPoint(113.64, 28.16);
    private static final double HALF_WIDTH = 0.008; // of a hexagon, in degrees
    // half a side, so that the hexagon is regular on the ground at that latitude
    private static final double HALF_SIDE = HALF_WIDTH / Math.sqrt(3) * Math.cos(Math.toRadians(28.16));
    private static final int[][] CORNERS = {{0, -2}, {1, -1}, {1, 1}, {0, 2}, {-1, 1}, {-1, -1}};
    private static final GeometryFactory SHAPES = new GeometryFactory();

    /** A corner of the honeycomb in whole numbers: half widths east, half sides north. */
    private record Corner(int east, int north) {}

    private record Side(Corner from, Corner to) {}

    private record Cell(int column, int row) {}

    private final int columns;
    private final int rows;
    private final Map<AreaCode, Cell> grids = new TreeMap<>();

    /** The communities by code, and about how many grids they have together. */
    DemoCounty(List<AreaCode> communities, int about) {
        var cells = Math.max(about, communities.size());
        columns = even(Math.sqrt(cells * Math.sqrt(3) / 2));
        rows = even((double) cells / columns);
        var curve = new ArrayList<Cell>();
        if (columns > rows) {
            fill(curve, 0, 0, columns, 0, 0, rows);
        } else {
            fill(curve, 0, 0, 0, rows, columns, 0);
        }
        for (int i = 0; i < communities.size(); i++) {
            int from = share(i, communities.size());
            int to = share(i + 1, communities.size());
            for (int cell = from; cell < to; cell++) {
                var grid = new AreaCode("%s%03d".formatted(communities.get(i), cell - from + 1));
                grids.put(grid, curve.get(cell));
            }
        }
    }

    /** The grids' codes, in order. */
    List<AreaCode> grids() {
        return List.copyOf(grids.keySet());
    }

    /** The cells of the grids and of all above them up to the county. */
    Map<AreaCode, Geometry> cells() {
        var cells = new LinkedHashMap<AreaCode, Geometry>();
        for (var level : List.of(AreaLevel.COUNTY, AreaLevel.STREET, AreaLevel.COMMUNITY, AreaLevel.GRID)) {
            grids.entrySet().stream()
                    .collect(groupingBy(
                            grid -> grid.getKey().at(level), TreeMap::new, mapping(Map.Entry::getValue, toList())))
                    .forEach((code, parts) -> cells.put(code, outline(parts)));
        }
        return cells;
    }

    /** Three micro-grids that meet in the middle of the grid. */
    Map<AreaCode, Geometry> microGrids(AreaCode grid) {
        var cell = requireNonNull(grids.get(grid));
        var around = corners(cell);
        var micro = new TreeMap<AreaCode, Geometry>();
        for (int i = 0; i < 3; i++) {
            var ring = List.of(
                    centre(cell), around.get(2 * i), around.get(2 * i + 1), around.get((2 * i + 2) % 6), centre(cell));
            micro.put(new AreaCode("%s%02d".formatted(grid, i + 1)), polygon(ring));
        }
        return micro;
    }

    private int share(int communities, int of) {
        return (int) ((long) communities * columns * rows / of);
    }

    private static int even(double size) {
        return 2 * (int) Math.ceil(size / 2);
    }

    /**
     * The generalised Hilbert curve of Jakub Červený over a rectangle of even sides: from (x, y) along (ax, ay), the
     * main direction, and (bx, by), the other.
     */
    private static void fill(List<Cell> curve, int x, int y, int ax, int ay, int bx, int by) {
        int width = Math.abs(ax + ay);
        int height = Math.abs(bx + by);
        int dax = Integer.signum(ax);
        int day = Integer.signum(ay);
        int dbx = Integer.signum(bx);
        int dby = Integer.signum(by);
        if (height == 1 || width == 1) {
            for (int i = 0; i < Math.max(width, height); i++) {
                curve.add(height == 1 ? new Cell(x + i * dax, y + i * day) : new Cell(x + i * dbx, y + i * dby));
            }
            return;
        }
        int ax2 = Math.floorDiv(ax, 2);
        int ay2 = Math.floorDiv(ay, 2);
        int bx2 = Math.floorDiv(bx, 2);
        int by2 = Math.floorDiv(by, 2);
        if (2 * width > 3 * height) {
            if (Math.abs(ax2 + ay2) % 2 != 0 && width > 2) {
                ax2 += dax;
                ay2 += day;
            }
            fill(curve, x, y, ax2, ay2, bx, by);
            fill(curve, x + ax2, y + ay2, ax - ax2, ay - ay2, bx, by);
        } else {
            if (Math.abs(bx2 + by2) % 2 != 0 && height > 2) {
                bx2 += dbx;
                by2 += dby;
            }
            fill(curve, x, y, bx2, by2, ax2, ay2);
            fill(curve, x + bx2, y + by2, ax, ay, bx - bx2, by - by2);
            fill(
                    curve,
                    x + (ax - dax) + (bx2 - dbx),
                    y + (ay - day) + (by2 - dby),
                    -bx2,
                    -by2,
                    -(ax - ax2),
                    -(ay - ay2));
        }
    }

    // odd rows stand half a cell to the east; row 0 is the northernmost
    private Corner centre(Cell cell) {
        return new Corner(2 * cell.column + cell.row % 2 + 1, 3 * (rows - 1 - cell.row) + 2);
    }

    private List<Corner> corners(Cell cell) {
        var centre = centre(cell);
        var corners = new ArrayList<Corner>();
        for (var step : CORNERS) {
            corners.add(new Corner(centre.east + step[0], centre.north + step[1]));
        }
        return corners;
    }

    /** The sides that only one of the cells has, end to end. In a honeycomb no corner is passed twice. */
    private Geometry outline(List<Cell> cells) {
        var single = new HashSet<Side>();
        for (var cell : cells) {
            var corners = corners(cell);
            for (int i = 0; i < 6; i++) {
                var side = new Side(corners.get(i), corners.get((i + 1) % 6));
                if (!single.remove(new Side(side.to, side.from))) {
                    single.add(side);
                }
            }
        }
        var sides = new HashMap<Corner, Corner>();
        single.forEach(side -> sides.put(side.from, side.to));
        var start = sides.keySet().stream()
                .min((one, other) -> one.east == other.east ? one.north - other.north : one.east - other.east)
                .orElseThrow();
        var ring = new ArrayList<>(List.of(start));
        for (var next = sides.remove(start); next != null; next = sides.remove(next)) {
            ring.add(next);
        }
        if (!sides.isEmpty()) {
            throw new IllegalStateException("Not one piece without holes");
        }
        return polygon(ring);
    }

    private Geometry polygon(List<Corner> ring) {
        return SHAPES.createPolygon(ring.stream().map(this::place).toArray(Coordinate[]::new));
    }

    private Coordinate place(Corner corner) {
        return new Coordinate(
                rounded(CENTRE.longitude() + (corner.east - columns - 0.5) * HALF_WIDTH),
                rounded(CENTRE.latitude() + (corner.north - 1.5 * rows - 0.5) * HALF_SIDE));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
