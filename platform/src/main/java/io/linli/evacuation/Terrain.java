package io.linli.evacuation;

import static java.util.Objects.requireNonNull;

import io.linli.evacuation.LowRule.Standing;
import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import io.linli.territory.Territory;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How high the ground is where a building stands whose height nobody brought with it: of the nearest point that was
 * measured, else of the cell of the newest grid. Where neither is, nothing is known.
 */
@Component
class Terrain {

    /** Cells on each side of a piece. */
    static final int SIDE = 64;

    private static final double METRES_A_DEGREE = 111_320;

    private final JdbcClient database;
    private final Territory territory;
    private final EvacuationRules rules;

    Terrain(JdbcClient database, Territory territory, EvacuationRules rules) {
        this.database = database;
        this.territory = territory;
        this.rules = rules;
    }

    private record Height(double metres, HeightOrigin origin) {}

    /** The same, with the heights that surveys of that area tell. */
    List<Standing> fill(List<Standing> standing, AreaCode area) {
        var unknown = new ArrayList<>(
                standing.stream().filter(one -> one.height() == null).toList());
        if (unknown.isEmpty()) {
            return standing;
        }
        var heights = new HashMap<UUID, Height>(ofPoints(unknown));
        unknown.removeIf(one -> heights.containsKey(one.building()));
        heights.putAll(ofGrids(unknown, area));
        return standing.stream()
                .map(one -> {
                    var height = heights.get(one.building());
                    return height == null ? one : one.at(height.metres(), height.origin());
                })
                .toList();
    }

    private Map<UUID, Height> ofPoints(List<Standing> unknown) {
        double near = rules.pointMetres();
        var heights = new HashMap<UUID, Height>();
        database.sql("""
                        select w.n, p.longitude, p.latitude, p.height, p.source, p.surveyed_on
                        from unnest(?::int[], ?::float8[], ?::float8[]) w (n, x, y) cross join lateral (
                            select * from evacuation.terrain_point p
                            where point(p.longitude, p.latitude) <@ box(
                                point(w.x - ? / cos(radians(w.y)), w.y - ?), point(w.x + ? / cos(radians(w.y)), w.y + ?))
                            order by power((p.longitude - w.x) * cos(radians(w.y)), 2) + power(p.latitude - w.y, 2)
                            limit 1) p""")
                .params(
                        numbers(unknown.size()),
                        unknown.stream().map(one -> one.point().longitude()).toArray(Double[]::new),
                        unknown.stream().map(one -> one.point().latitude()).toArray(Double[]::new),
                        near / METRES_A_DEGREE,
                        near / METRES_A_DEGREE,
                        near / METRES_A_DEGREE,
                        near / METRES_A_DEGREE)
                .query(row -> {
                    var one = unknown.get(row.getInt("n"));
                    var point = new GeoPoint(row.getDouble("longitude"), row.getDouble("latitude"));
                    if (one.point().metresTo(point) <= near) {
                        heights.put(
                                one.building(),
                                new Height(
                                        row.getDouble("height"),
                                        new HeightOrigin(
                                                row.getString("source"),
                                                row.getObject("surveyed_on", LocalDate.class))));
                    }
                });
        return heights;
    }

    private static Integer[] numbers(int most) {
        var numbers = new Integer[most];
        for (int i = 0; i < most; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private record Grid(UUID id, double west, double south, double cell, int columns, int lines, HeightOrigin origin) {

        /** Which cell holds it; null where it lies outside. */
        @Nullable
        Cell at(GeoPoint point) {
            int column = (int) Math.floor((point.longitude() - west) / cell);
            int line = (int) Math.floor((south + lines * cell - point.latitude()) / cell);
            return column < 0 || column >= columns || line < 0 || line >= lines ? null : new Cell(line, column);
        }
    }

    private record Cell(int line, int column) {

        Piece piece() {
            return new Piece(line / SIDE, column / SIDE);
        }

        float in(FloatBuffer piece) {
            return piece.get((line % SIDE) * SIDE + column % SIDE);
        }
    }

    private record Piece(int line, int piece) {}

    private Map<UUID, Height> ofGrids(List<Standing> unknown, AreaCode area) {
        var heights = new HashMap<UUID, Height>();
        var left = new ArrayList<>(unknown);
        for (var grid : left.isEmpty() ? List.<Grid>of() : grids(area)) {
            var cells = new HashMap<UUID, Cell>();
            left.forEach(one -> {
                var cell = grid.at(one.point());
                if (cell != null) {
                    cells.put(one.building(), cell);
                }
            });
            var pieces = pieces(grid, cells);
            cells.forEach((building, cell) -> {
                var piece = pieces.get(cell.piece());
                float metres = piece == null ? Float.NaN : cell.in(piece);
                if (!Float.isNaN(metres)) {
                    // a height in a float is right to a millimetre; the rest is noise
                    heights.put(building, new Height(Math.round(metres * 1e3) / 1e3, grid.origin()));
                }
            });
            left.removeIf(one -> heights.containsKey(one.building()));
        }
        return heights;
    }

    /** For the area, for ground around it or for a part of it, or for what it was made of; the newest survey first. */
    private List<Grid> grids(AreaCode area) {
        var codes = new LinkedHashSet<String>();
        territory.lineage(area).forEach(one -> codes.add(one.code()));
        return database.sql("""
                        select * from evacuation.terrain t
                        where t.ready and exists (select from unnest(?::text[]) a
                            where a ^@ t.covers or t.covers ^@ a)
                        order by t.surveyed_on desc, t.brought_at desc, t.id""")
                .param(codes.toArray(String[]::new))
                .query((row, n) -> new Grid(
                        Rows.id(row, "id"),
                        row.getDouble("west"),
                        row.getDouble("south"),
                        row.getDouble("cell"),
                        row.getInt("columns"),
                        row.getInt("lines"),
                        new HeightOrigin(
                                requireNonNull(row.getString("source")),
                                row.getObject("surveyed_on", LocalDate.class))))
                .list();
    }

    private Map<Piece, FloatBuffer> pieces(Grid grid, Map<UUID, Cell> cells) {
        var wanted = cells.values().stream().map(Cell::piece).distinct().toList();
        var pieces = new HashMap<Piece, FloatBuffer>();
        if (!wanted.isEmpty()) {
            database.sql("""
                            select p.line, p.piece, p.heights from unnest(?::int[], ?::int[]) w (line, piece)
                            join evacuation.terrain_piece p on p.terrain = ? and p.line = w.line and p.piece = w.piece""")
                    .params(
                            wanted.stream().map(Piece::line).toArray(Integer[]::new),
                            wanted.stream().map(Piece::piece).toArray(Integer[]::new),
                            grid.id())
                    .query(row -> {
                        pieces.put(
                                new Piece(row.getInt("line"), row.getInt("piece")),
                                ByteBuffer.wrap(row.getBytes("heights")).asFloatBuffer());
                    });
        }
        return pieces;
    }
}
