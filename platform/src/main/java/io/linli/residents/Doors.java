package io.linli.residents;

import static io.linli.residents.Arrivals.texts;
import static java.util.Objects.requireNonNull;

import io.linli.residents.Arrival.Door;
import io.linli.settings.Ids;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds homes by how they are named, or were before, and makes those that are missing, many together. */
@Component
class Doors {

    private final JdbcClient database;
    private final Clock clock;

    Doors(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Homes of those that are known. A building may be known in a larger area than the list says. */
    Map<Door, HomeId> find(Collection<Door> wanted) {
        var all = List.copyOf(wanted);
        var found = new HashMap<Door, HomeId>();
        database.sql("""
                        select d.n, h.id
                        from unnest(:areas::text[], :names::text[], :units::text[], :rooms::text[]) with ordinality
                            as d (area, name, unit_name, room, n)
                        join residents.building_called b on b.called = d.name and d.area ^@ b.area
                        join residents.home h on h.building = b.id
                            and h.unit_name = residents.unit_now(b.id, d.unit_name)
                            and h.room = d.room and h.closed_at is null
                        order by b.former desc, length(b.area)""")
                .param("areas", texts(all, door -> door.area().code()))
                .param("names", texts(all, Door::building))
                .param("units", texts(all, Door::unit))
                .param("rooms", texts(all, Door::room))
                .query((row, n) -> Map.entry(all.get(row.getInt("n") - 1), new HomeId(Rows.id(row, "id"))))
                .list()
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    /** The homes of all of them, made where they were not known. */
    Map<Door, HomeId> all(Collection<Arrival> arriving) {
        var sizes = new LinkedHashMap<Door, BigDecimal>();
        arriving.forEach(one ->
                sizes.merge(one.door(), one.floorArea() == null ? BigDecimal.ZERO : one.floorArea(), BigDecimal::max));
        var found = find(sizes.keySet());
        var missing =
                sizes.keySet().stream().filter(door -> !found.containsKey(door)).toList();
        if (!missing.isEmpty()) {
            build(missing);
            furnish(missing, sizes);
            found.putAll(find(missing));
        }
        return found;
    }

    private void build(List<Door> doors) {
        database.sql("""
                insert into residents.building (id, area, name, address, made_at)
                select b.id, b.area, b.name, b.address, :now
                from unnest(:ids::uuid[], :areas::text[], :names::text[], :addresses::text[]) as b (id, area, name, address)
                where not exists (
                    select from residents.building_called k where k.called = b.name and b.area ^@ k.area)
                on conflict (area, name) where closed_at is null do nothing""")
                .param("now", Rows.at(clock.instant()))
                .param("ids", ids(doors))
                .param("areas", texts(doors, door -> door.area().code()))
                .param("names", texts(doors, Door::building))
                .param("addresses", texts(doors, Door::address))
                .update();
    }

    private void furnish(List<Door> doors, Map<Door, BigDecimal> sizes) {
        database.sql("""
                insert into residents.home (id, building, unit_name, room, area, floor_area, made_at)
                select distinct on (h.id) h.id, b.id, residents.unit_now(b.id, h.unit_name), h.room, h.area, nullif(h.size::numeric, 0), :now
                from unnest(:ids::uuid[], :areas::text[], :names::text[], :units::text[], :rooms::text[], :sizes::text[])
                    as h (id, area, name, unit_name, room, size)
                join residents.building_called b on b.called = h.name and h.area ^@ b.area
                order by h.id, b.former, length(b.area) desc
                on conflict (building, unit_name, room) where closed_at is null do nothing""")
                .param("now", Rows.at(clock.instant()))
                .param("ids", ids(doors))
                .param("areas", texts(doors, door -> door.area().code()))
                .param("names", texts(doors, Door::building))
                .param("units", texts(doors, Door::unit))
                .param("rooms", texts(doors, Door::room))
                .param(
                        "sizes",
                        texts(doors, door -> requireNonNull(sizes.get(door)).toPlainString()))
                .update();
    }

    private static UUID[] ids(List<Door> doors) {
        return doors.stream().map(door -> Ids.next()).toArray(UUID[]::new);
    }
}
