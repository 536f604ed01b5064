package io.linli.territory;

import io.linli.settings.Ids;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of boundaries: one in force for each area at most, the others are history. */
@Component
class BoundaryRows {

    /** A boundary in force. */
    record Drawn(Geometry shape, boolean schematic) {}

    private final JdbcClient database;
    private final Clock clock;

    BoundaryRows(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    long revision() {
        return database.sql("select number from territory.revision where part = 'BOUNDARIES'")
                .query(Long.class)
                .single();
    }

    boolean has(AreaCode area) {
        return database.sql("select exists (select from territory.boundary where area = ? and valid_to is null)")
                .param(area.code())
                .query(Boolean.class)
                .single();
    }

    /** The shapes of the open areas in this one, itself included. */
    Map<AreaCode, Geometry> within(AreaCode area) {
        var shapes = new HashMap<AreaCode, Geometry>();
        var reader = new WKBReader();
        database.sql("""
                select b.area, b.shape from territory.boundary b join territory.area a on a.code = b.area
                where b.valid_to is null and a.open and b.area >= ? and b.area < ?""").params(area.code(), area.end()).query(row -> {
            shapes.put(new AreaCode(row.getString(1)), shape(reader, row.getBytes(2)));
        });
        return shapes;
    }

    /** Those in this area, itself included, that are drawn. */
    Set<AreaCode> codesWithin(AreaCode area) {
        return database.sql("select area from territory.boundary where valid_to is null and area >= ? and area < ?")
                .params(area.code(), area.end())
                .query((row, n) -> new AreaCode(row.getString(1)))
                .set();
    }

    /** What is drawn in these areas, themselves included. */
    Map<AreaCode, Drawn> drawnWithin(Collection<AreaCode> areas) {
        return drawn("""
                select b.area, b.shape, b.schematic from unnest(?::text[]) as w (area)
                join territory.boundary b on b.area >= w.area and b.area < w.area || ':'
                where b.valid_to is null""", areas);
    }

    Map<AreaCode, Drawn> drawn(Collection<AreaCode> areas) {
        return drawn(
                "select area, shape, schematic from territory.boundary where valid_to is null and area = any (?::text[])",
                areas);
    }

    private Map<AreaCode, Drawn> drawn(String sql, Collection<AreaCode> areas) {
        var drawn = new TreeMap<AreaCode, Drawn>();
        var reader = new WKBReader();
        database.sql(sql).param(codes(areas)).query(row -> {
            drawn.put(new AreaCode(row.getString(1)), new Drawn(shape(reader, row.getBytes(2)), row.getBoolean(3)));
        });
        return drawn;
    }

    /** Puts new boundaries in force; the old ones stay as history. */
    void put(Map<AreaCode, Geometry> shapes, boolean schematic) {
        var now = now();
        var codes = codes(shapes.keySet());
        database.sql("update territory.boundary set valid_to = ? where valid_to is null and area = any (?::text[])")
                .params(now, codes)
                .update();
        var writer = new WKBWriter();
        database.sql("""
                insert into territory.boundary (id, area, shape, schematic, valid_from)
                select id, area, shape, ?, ? from unnest(?::uuid[], ?::text[], ?::bytea[]) as b (id, area, shape)""")
                .params(
                        schematic,
                        now,
                        Stream.generate(Ids::next).limit(shapes.size()).toArray(UUID[]::new),
                        codes,
                        shapes.values().stream().map(writer::write).toArray(byte[][]::new))
                .update();
    }

    /** How many schematic shapes are in force in these areas. */
    int countSchematic(Set<AreaCode> areas) {
        return database.sql("""
                select count(*) from unnest(?::text[]) as w (area)
                join territory.boundary b on b.area >= w.area and b.area < w.area || ':'
                where b.valid_to is null and b.schematic""").param(codes(areas)).query(Integer.class).single();
    }

    /** Puts the schematic shapes in these areas out of force. */
    int endSchematic(Set<AreaCode> areas) {
        return database.sql("""
                update territory.boundary b set valid_to = ? from unnest(?::text[]) as w (area)
                where b.area >= w.area and b.area < w.area || ':' and b.valid_to is null and b.schematic""").params(now(), codes(areas)).update();
    }

    /** Every boundary that the area ever had, the oldest first. */
    List<OffsetDateTime> history(AreaCode area) {
        return database.sql("select valid_from from territory.boundary where area = ? order by valid_from")
                .param(area.code())
                .query((row, n) -> row.getObject(1, OffsetDateTime.class))
                .list();
    }

    private static String[] codes(Collection<AreaCode> areas) {
        return areas.stream().map(AreaCode::code).toArray(String[]::new);
    }

    private static Geometry shape(WKBReader reader, byte[] wkb) {
        try {
            return reader.read(wkb);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
