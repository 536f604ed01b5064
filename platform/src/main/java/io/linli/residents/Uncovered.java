package io.linli.residents;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds the homes, and with them the households, that no grid looks after, or two. */
@Service
@Transactional(readOnly = true)
public class Uncovered {

    private static final int MOST_SHOWN = 500;
    private static final HexFormat HEX = HexFormat.of();

    private static final String HOMES = """
            select h.id, h.area, coalesce(b.address, b.name) || h.unit_name || h.room as address
            from residents.home h join residents.building b on b.id = h.building
            where h.closed_at is null and h.area >= :from and h.area < :to and\s""";

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final Territory territory;
    private final OwnGround ground;
    private final Places places;
    private final PersonalSeals seals;

    Uncovered(
            JdbcClient database,
            ScopedQuery scoped,
            Territory territory,
            OwnGround ground,
            Places places,
            PersonalSeals seals) {
        this.database = database;
        this.scoped = scoped;
        this.territory = territory;
        this.ground = ground;
        this.places = places;
        this.seals = seals;
    }

    /** What is wrong with where a home lies. */
    public enum Why {
        /** It lies in a community or larger area, in none of its grids. */
        NO_GRID,
        /** Its grid is closed, or there is none of that code. */
        GRID_CLOSED,
        /** The same door stands in two grids. */
        TWO_GRIDS
    }

    public record Row(HomeId home, String address, AreaCode area, String areaName, Why why, int households) {}

    /** The first of them, with how many there are of each kind. */
    public record Report(Map<Why, Integer> counts, List<Row> items) {}

    private record Found(HomeId home, String address, AreaCode area, Why why) {}

    /** Of the ground that the caller's posts look after, within the area when one is given. */
    public Report list(Caller caller, @Nullable AreaCode area) {
        var found = new ArrayList<Found>();
        for (var mine : outermost(ground.areas(caller))) {
            var part = area == null || area.contains(mine) ? mine : mine.contains(area) ? area : null;
            if (part != null) {
                found.addAll(without(part));
                found.addAll(closed(part));
                found.addAll(twice(part));
            }
        }
        var counts = new EnumMap<Why, Integer>(Why.class);
        Arrays.stream(Why.values()).forEach(why -> counts.put(why, 0));
        found.forEach(one -> counts.merge(one.why(), 1, Integer::sum));
        var shown = found.size() > MOST_SHOWN ? found.subList(0, MOST_SHOWN) : found;
        var keeping = households(caller, shown);
        return new Report(
                counts,
                shown.stream()
                        .map(one -> new Row(
                                one.home(),
                                one.address(),
                                one.area(),
                                places.areaName(one.area()),
                                one.why(),
                                keeping.getOrDefault(HEX.formatHex(seals.index(one.home())), 0)))
                        .toList());
    }

    private static List<AreaCode> outermost(List<AreaCode> areas) {
        return areas.stream()
                .filter(one -> areas.stream().noneMatch(other -> !other.equals(one) && other.contains(one)))
                .toList();
    }

    private List<Found> without(AreaCode part) {
        return database.sql(HOMES + "length(h.area) < :digits order by h.id")
                .param("from", part.code())
                .param("to", part.end())
                .param("digits", AreaLevel.GRID.digits())
                .query((row, n) -> found(row, Why.NO_GRID))
                .list();
    }

    private List<Found> closed(AreaCode part) {
        var gone = database
                .sql("""
                        select distinct area from residents.home
                        where closed_at is null and area >= :from and area < :to and length(area) >= :digits""")
                .param("from", part.code())
                .param("to", part.end())
                .param("digits", AreaLevel.GRID.digits())
                .query(String.class)
                .list()
                .stream()
                .filter(code ->
                        territory.find(new AreaCode(code)).filter(Area::open).isEmpty())
                .toArray(String[]::new);
        return database.sql(HOMES + "h.area = any(:gone) order by h.id")
                .param("from", part.code())
                .param("to", part.end())
                .param("gone", gone)
                .query((row, n) -> found(row, Why.GRID_CLOSED))
                .list();
    }

    /**
     * A door is known by its address: there is no second one anywhere. Where only the building's name is known, there is no
     * second one in the community.
     */
    private List<Found> twice(AreaCode part) {
        return database.sql("""
                        with door as (
                            select h.id, h.area, coalesce(b.address, b.name) || h.unit_name || h.room as address,
                                left(h.area, :community) as community,
                                b.address as known, h.unit_name, h.room
                            from residents.home h join residents.building b on b.id = h.building
                            where h.closed_at is null and h.area >= :from and h.area < :to
                                and length(h.area) >= :digits)
                        select d.id, d.area, d.address from door d
                        where exists (
                            select from door o
                            where o.community = d.community and o.address = d.address and o.area <> d.area)
                            or exists (
                                select from residents.building b join residents.home h on h.building = b.id
                                where b.address = d.known and b.closed_at is null and h.closed_at is null
                                    and h.unit_name = d.unit_name and h.room = d.room and h.area <> d.area
                                    and length(h.area) >= :digits)
                        order by d.address, d.id""")
                .param("from", part.code())
                .param("to", part.end())
                .param("digits", AreaLevel.GRID.digits())
                .param("community", AreaLevel.COMMUNITY.digits())
                .query((row, n) -> found(row, Why.TWO_GRIDS))
                .list();
    }

    private static Found found(ResultSet row, Why why) throws SQLException {
        return new Found(
                new HomeId(Rows.id(row, "id")), row.getString("address"), new AreaCode(row.getString("area")), why);
    }

    private Map<String, Integer> households(Caller caller, List<Found> shown) {
        var counts = new HashMap<String, Integer>();
        scoped.from(caller, "residents.household h")
                .select("h.home_index, count(*) as n")
                .and("h.closed_at is null")
                .and("h.home_index = any(?)", (Object)
                        shown.stream().map(one -> seals.index(one.home())).toArray(byte[][]::new))
                .groupBy("h.home_index")
                .list((row, n) -> Map.entry(HEX.formatHex(row.getBytes("home_index")), row.getInt("n")))
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }
}
