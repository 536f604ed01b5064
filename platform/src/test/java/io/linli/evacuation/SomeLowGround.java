package io.linli.evacuation;

import io.linli.privacy.Retained.Holds;
import io.linli.settings.SystemScope;
import io.linli.territory.GeoPoint;
import io.linli.territory.Placement;
import io.linli.territory.Territory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Buildings and homes of the tests' own, and the ground that they stand on. */
public record SomeLowGround(ApplicationContext context) {

    /** Some place in a grid of that town. */
    public GeoPoint point(String town) {
        var territory = context.getBean(Territory.class);
        for (double longitude = 113.1; longitude < 114.3; longitude += 0.005) {
            for (double latitude = 27.8; latitude < 28.6; latitude += 0.005) {
                var point = new GeoPoint(longitude, latitude);
                var placed = territory.place(point, null);
                if (placed.how() == Placement.How.POINT && placed.area().code().startsWith(town)) {
                    return point;
                }
            }
        }
        throw new IllegalStateException("No grid in " + town);
    }

    public String grid(GeoPoint point) {
        return context.getBean(Territory.class).place(point, null).area().code();
    }

    /** A building with its homes, by their doors. */
    public record Building(UUID id, String name, List<UUID> homes) {}

    public Building building(String grid, String name, String... rooms) {
        var id = UUID.randomUUID();
        var homes = new ArrayList<UUID>();
        inSystem(() -> {
            database()
                    .sql("insert into residents.building (id, area, name, made_at) values (?, ?, ?, now())")
                    .params(id, grid, name)
                    .update();
            var rows = new ArrayList<Object[]>();
            for (var room : rooms) {
                var home = UUID.randomUUID();
                homes.add(home);
                rows.add(new Object[] {home, id, room, grid});
            }
            context.getBean(JdbcTemplate.class).batchUpdate("""
                            insert into residents.home (id, building, unit_name, room, area, made_at)
                            values (?, ?, '1单元', ?, ?, now())""", rows);
        });
        return new Building(id, name, homes);
    }

    public void stands(UUID building, GeoPoint point, double height, String... basements) {
        inSystem(() -> database()
                .sql("""
                        insert into evacuation.ground (building, longitude, latitude, height, basements, changed_at)
                        values (?, ?, ?, ?, ?, now())""")
                .params(List.of(
                        building,
                        point.longitude(),
                        point.latitude(),
                        height,
                        Set.of(basements).toArray(String[]::new)))
                .update());
    }

    /** Its time is over, and the timers come by. */
    public void overdue(String household) {
        inSystem(() -> database()
                .sql("update evacuation.household set due_at = now() - interval '1 minute' where id = ?::uuid")
                .param(household)
                .update());
        context.getBean(EvacuationTimers.class).sweep();
    }

    /** What is left of a household in the database, as text. */
    public String kept(String household) {
        var kept = new String[1];
        inSystem(() -> kept[0] =
                database().sql("""
                        select h::text || coalesce((select string_agg(s::text, ' ') from evacuation.step s
                            where s.household = h.id), '') from evacuation.household h where id = ?::uuid""").param(household).query(String.class).single());
        return kept[0];
    }

    /** How often the record of acts says that somebody looked at it or did something with it. */
    public long looks(String household) {
        var looks = new long[1];
        inSystem(() -> looks[0] = database()
                .sql("select count(*) from audit.record where kind = 'evacuation.people' and objects @> array[?::text]")
                .param(household)
                .query(Long.class)
                .single());
        return looks[0];
    }

    /** As the job of the next night does. */
    public int erase() {
        var erased = new int[1];
        inSystem(() -> erased[0] =
                context.getBean(OldEvacuations.class).erase(Instant.now().plusSeconds(1), Holds.NONE));
        return erased[0];
    }

    private JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    private void inSystem(Runnable work) {
        context.getBean(SystemScope.class)
                .run(() -> context.getBean(TransactionTemplate.class).executeWithoutResult(status -> work.run()));
    }
}
