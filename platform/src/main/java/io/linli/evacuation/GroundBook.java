package io.linli.evacuation;

import io.linli.residents.BuildingId;
import io.linli.territory.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps how high the ground of buildings is. */
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

    void put(BuildingId building, GeoPoint point, double height, Set<String> basements) {
        database.sql("""
                        insert into evacuation.ground (building, longitude, latitude, height, basements, changed_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (building) do update set longitude = excluded.longitude, latitude = excluded.latitude,
                            height = excluded.height, basements = excluded.basements, changed_at = excluded.changed_at""")
                .params(Arrays.asList(
                        building.id(),
                        point.longitude(),
                        point.latitude(),
                        height,
                        basements.toArray(String[]::new),
                        Rows.at(clock.instant())))
                .update();
    }

    private static LowRule.Standing standing(ResultSet row) throws SQLException {
        return new LowRule.Standing(
                Rows.id(row, "building"),
                new GeoPoint(row.getDouble("longitude"), row.getDouble("latitude")),
                row.getDouble("height"),
                Set.of((String[]) row.getArray("basements").getArray()));
    }
}
