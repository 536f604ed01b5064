package io.linli.evacuation;

import io.linli.territory.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps where buildings stand, and how high the ground is there where that was brought with them. */
@Component
class GroundBook {

    private final JdbcClient database;
    private final Clock clock;

    GroundBook(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    List<LowRule.Standing> of(Collection<UUID> buildings) {
        return database.sql("select * from evacuation.ground where building = any (?)")
                .param(buildings.toArray(UUID[]::new))
                .query((row, n) -> standing(row))
                .list();
    }

    Optional<LowRule.Standing> of(UUID building) {
        return of(List.of(building)).stream().findFirst();
    }

    void put(LowRule.Standing one) {
        var origin = one.origin();
        database.sql("""
                        insert into evacuation.ground (building, longitude, latitude, height, basements, source, surveyed_on,
                            changed_at)
                        values (?, ?, ?, ?::double precision, ?, ?, ?::date, ?)
                        on conflict (building) do update set longitude = excluded.longitude, latitude = excluded.latitude,
                            height = excluded.height, basements = excluded.basements, source = excluded.source,
                            surveyed_on = excluded.surveyed_on, changed_at = excluded.changed_at""")
                .params(Arrays.asList(
                        one.building(),
                        one.point().longitude(),
                        one.point().latitude(),
                        one.height(),
                        one.basements().toArray(String[]::new),
                        origin == null ? null : origin.source(),
                        origin == null ? null : origin.surveyedOn(),
                        Rows.at(clock.instant())))
                .update();
    }

    private static LowRule.Standing standing(ResultSet row) throws SQLException {
        var source = row.getString("source");
        return new LowRule.Standing(
                Rows.id(row, "building"),
                new GeoPoint(row.getDouble("longitude"), row.getDouble("latitude")),
                row.getObject("height", Double.class),
                Set.of((String[]) row.getArray("basements").getArray()),
                source == null ? null : new HeightOrigin(source, row.getObject("surveyed_on", LocalDate.class)));
    }
}
