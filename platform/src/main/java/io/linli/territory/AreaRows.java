package io.linli.territory;

import io.linli.settings.Ids;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the territory. */
@Component
class AreaRows {

    private final JdbcClient database;
    private final Clock clock;

    AreaRows(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Holds back everybody else who is about to change that part, until this transaction ends. */
    void lock(GroundKeeper.Part part) {
        database.sql("select number from territory.revision where part = ? for update")
                .param(part.name())
                .query(Long.class)
                .single();
    }

    boolean hasBoundary(AreaCode area) {
        return database.sql("select exists (select from territory.boundary where area = ? and valid_to is null)")
                .param(area.code())
                .query(Boolean.class)
                .single();
    }

    void add(List<Area> areas) {
        database.sql("""
                insert into territory.area (code, name, kind)
                select * from unnest(?::text[], ?::text[], ?::text[])""")
                .params(
                        texts(areas.stream().map(area -> area.code().code())),
                        texts(areas.stream().map(Area::name)),
                        texts(areas.stream()
                                .map(area ->
                                        area.kind() == null ? null : area.kind().name())))
                .update();
    }

    /** Puts new boundaries in force; the old ones stay as history. */
    void addBoundaries(Map<AreaCode, Geometry> shapes, boolean schematic) {
        var codes = texts(shapes.keySet().stream().map(AreaCode::code));
        var now = now();
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

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String[] texts(Stream<? extends @org.jspecify.annotations.Nullable String> values) {
        return values.toArray(String[]::new);
    }
}
