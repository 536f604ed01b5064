package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.TERRAIN_AREA_UNKNOWN;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_TOO_MANY;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_UNKNOWN;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_UNREADABLE;
import static java.util.Objects.requireNonNull;

import io.linli.evacuation.AscGrid.Frame;
import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in grids of heights for one's own ground, tells which there are, and takes one away that was wrong. */
@Service
public class TerrainDesk {

    /** For the ground of one street: no community can take the room of others far away. */
    private static final int MOST = 100;

    /** None takes so long: its process has ended. */
    private static final Duration DEAD = Duration.ofHours(1);

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final EvacuationGround reach;
    private final Territory territory;
    private final Heights heights;
    private final Acts acts;
    private final Clock clock;

    TerrainDesk(
            JdbcClient database,
            JdbcTemplate batches,
            PlatformTransactionManager transactions,
            EvacuationGround reach,
            Territory territory,
            Heights heights,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
        this.reach = reach;
        this.territory = territory;
        this.heights = heights;
        this.acts = acts;
        this.clock = clock;
    }

    /** A grid about to be brought: for which ground, whose work it is and of which day. */
    public record Draft(AreaCode area, String source, LocalDate surveyedOn) {}

    /**
     * A grid of heights.
     *
     * @param cell degrees
     * @param cells how many, {@code known} of them with a height
     */
    public record Grid(
            UUID id,
            AreaCode area,
            String areaName,
            String source,
            LocalDate surveyedOn,
            double west,
            double south,
            double east,
            double north,
            double cell,
            long cells,
            long known,
            Instant broughtAt) {}

    /** All of it, or nothing; may be packed (gzip). It is written in pieces, so that others do not wait. */
    public Grid bring(Caller caller, Draft draft, InputStream file) {
        reach.require(caller, draft.area());
        if (territory.find(draft.area()).isEmpty()) {
            throw TERRAIN_AREA_UNKNOWN.with(draft.area().code()).at("area");
        }
        Heights.checkSource(draft.source());
        heights.checkDay(draft.surveyedOn());
        clear();
        var id = Ids.next();
        try {
            var pieces = new Pieces(id);
            AscGrid.read(
                    unpacked(file),
                    frame -> begin(id, draft, frame, caller, pieces),
                    (number, line) -> pieces.line(line));
            pieces.end();
            transaction.executeWithoutResult(status -> {
                database.sql("update evacuation.terrain set ready = true, known = ? where id = ?")
                        .params(pieces.known, id)
                        .update();
                acts.did(Act.of("evacuation.import-terrain").on("terrain", id).because(draft.source()));
            });
        } catch (IOException e) {
            delete(id);
            throw TERRAIN_UNREADABLE.with().at("file");
        } catch (RuntimeException e) {
            delete(id);
            throw e;
        }
        return list(caller).stream()
                .filter(grid -> grid.id().equals(id))
                .findFirst()
                .orElseThrow(() -> TERRAIN_UNKNOWN.with(id));
    }

    private static InputStream unpacked(InputStream file) throws IOException {
        var in = new BufferedInputStream(file);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in) : in;
    }

    private void begin(UUID id, Draft draft, Frame frame, Caller caller, Pieces pieces) {
        // longitude and latitude the wrong way round are far from here
        heights.point((frame.west() + frame.east()) / 2, (frame.south() + frame.north()) / 2, "file");
        int street = AreaLevel.STREET.digits();
        if (database.sql("select count(*) from evacuation.terrain where ready and left(covers, ?) = left(?, ?)")
                        .params(street, draft.area().code(), street)
                        .query(Long.class)
                        .single()
                >= MOST) {
            throw TERRAIN_TOO_MANY.with(MOST);
        }
        pieces.columns = frame.columns();
        database.sql("""
                        insert into evacuation.terrain (id, covers, source, surveyed_on, west, south, cell, columns, lines,
                            brought_by, brought_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        draft.area().code(),
                        draft.source(),
                        draft.surveyedOn(),
                        frame.west(),
                        frame.south(),
                        frame.cell(),
                        frame.columns(),
                        frame.lines(),
                        caller.id().id(),
                        Rows.at(clock.instant())))
                .update();
    }

    /** Those for the caller's own ground or a part of it, the newest survey first. */
    public List<Grid> list(Caller caller) {
        return database.sql("""
                        select * from evacuation.terrain t
                        where t.ready and exists (select from unnest(?::text[]) own where t.covers ^@ own)
                        order by t.surveyed_on desc, t.brought_at desc, t.id""")
                .param(reach.areas(caller).stream().map(AreaCode::code).toArray(String[]::new))
                .query((row, n) -> grid(row))
                .list();
    }

    /** As if it had never been brought: what it told is unknown again. */
    public void remove(Caller caller, UUID id, String reason) {
        if (list(caller).stream().noneMatch(grid -> grid.id().equals(id))) {
            throw TERRAIN_UNKNOWN.with(id);
        }
        transaction.executeWithoutResult(status -> {
            delete(id);
            acts.did(Act.of("evacuation.remove-terrain").on("terrain", id).because(reason));
        });
    }

    private void delete(UUID id) {
        database.sql("delete from evacuation.terrain where id = ?").param(id).update();
    }

    /** What a process left that ended in the middle. */
    private void clear() {
        database.sql("delete from evacuation.terrain where not ready and brought_at < ?")
                .param(Rows.at(clock.instant().minus(DEAD)))
                .update();
    }

    private Grid grid(ResultSet row) throws SQLException {
        var area = new AreaCode(row.getString("covers"));
        double cell = row.getDouble("cell");
        long columns = row.getInt("columns");
        long lines = row.getInt("lines");
        return new Grid(
                Rows.id(row, "id"),
                area,
                territory.find(area).map(Area::name).orElse(area.code()),
                row.getString("source"),
                requireNonNull(row.getObject("surveyed_on", LocalDate.class)),
                row.getDouble("west"),
                row.getDouble("south"),
                row.getDouble("west") + columns * cell,
                row.getDouble("south") + lines * cell,
                cell,
                columns * lines,
                row.getLong("known"),
                Rows.instant(row, "brought_at"));
    }

    /** Gathers as many lines as a piece is high, and writes them side by side. */
    private final class Pieces {

        private final UUID terrain;
        private final List<float[]> lines = new ArrayList<>();
        private int columns;
        private int written;
        private long known;

        private Pieces(UUID terrain) {
            this.terrain = terrain;
        }

        private void line(float[] heights) {
            lines.add(heights.clone());
            for (float height : heights) {
                known += Float.isNaN(height) ? 0 : 1;
            }
            if (lines.size() == Terrain.SIDE) {
                end();
            }
        }

        private void end() {
            var rows = new ArrayList<Object[]>();
            for (int piece = 0; piece * Terrain.SIDE < columns && !lines.isEmpty(); piece++) {
                var heights = piece(piece);
                if (heights != null) {
                    rows.add(new Object[] {terrain, written, piece, heights});
                }
            }
            transaction.executeWithoutResult(status -> batches.batchUpdate(
                    "insert into evacuation.terrain_piece (terrain, line, piece, heights) values (?, ?, ?, ?)", rows));
            lines.clear();
            written++;
        }

        /** Null where nothing is known. */
        private byte @Nullable [] piece(int number) {
            var bytes = ByteBuffer.allocate(Terrain.SIDE * Terrain.SIDE * Float.BYTES);
            FloatBuffer floats = bytes.asFloatBuffer();
            boolean any = false;
            for (int line = 0; line < Terrain.SIDE; line++) {
                for (int i = 0; i < Terrain.SIDE; i++) {
                    int column = number * Terrain.SIDE + i;
                    float height = line < lines.size() && column < columns ? lines.get(line)[column] : Float.NaN;
                    any |= !Float.isNaN(height);
                    floats.put(height);
                }
            }
            return any ? bytes.array() : null;
        }
    }
}
