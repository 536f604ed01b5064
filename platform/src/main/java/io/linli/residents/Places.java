package io.linli.residents;

import static io.linli.residents.ResidentsProblem.BUILDING_AREA_UNKNOWN;
import static io.linli.residents.ResidentsProblem.BUILDING_EXISTS;
import static io.linli.residents.ResidentsProblem.BUILDING_UNKNOWN;
import static io.linli.residents.ResidentsProblem.HOME_AREA_UNFIT;
import static io.linli.residents.ResidentsProblem.HOME_EXISTS;
import static io.linli.residents.ResidentsProblem.HOME_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Buildings, their units and the homes in them: places, the same for everyone who is signed in. */
@Service
@Transactional
public class Places {

    /** So many homes of one area are answered together. */
    public static final int MOST_HOMES = 5_000;

    private static final String HOMES = """
            select h.*, b.name, b.address from residents.home h join residents.building b on b.id = h.building\s""";

    private final JdbcClient database;
    private final Territory territory;
    private final OwnGround reach;
    private final ApplicationEventPublisher events;
    private final Acts acts;
    private final Clock clock;

    Places(
            JdbcClient database,
            Territory territory,
            OwnGround reach,
            ApplicationEventPublisher events,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.territory = territory;
        this.reach = reach;
        this.events = events;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * A building with what is in it.
     *
     * @param formerNames what it was called before, the last first
     */
    public record Building(
            BuildingId id,
            AreaCode area,
            String areaName,
            String name,
            List<String> formerNames,
            @Nullable String address,
            List<Unit> units) {}

    /** A unit (单元), or the whole building where there is none; with what it was called before. */
    public record Unit(String name, List<String> formerNames, List<Home> homes) {}

    private record Called(UUID building, @Nullable String unit, String name) {}

    /** The open buildings of an area with their units and homes. */
    @Transactional(readOnly = true)
    public List<Building> tree(AreaCode area) {
        var homes = database
                .sql(HOMES + """
                        where h.area >= ? and h.area < ? and h.closed_at is null
                        order by b.name, h.unit_name, h.room, h.id limit ?""")
                .params(area.code(), area.end(), MOST_HOMES)
                .query((row, n) -> home(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Home::building));
        var former = former(area);
        return database.sql("""
                        select * from residents.building b
                        where b.closed_at is null and (b.area >= ? and b.area < ? or b.id = any(?))
                        order by b.name, b.id limit ?""")
                .params(
                        area.code(),
                        area.end(),
                        homes.keySet().stream().map(BuildingId::id).toArray(UUID[]::new),
                        MOST_HOMES)
                .query((row, n) -> building(row, homes, former))
                .list();
    }

    /** Of the buildings that stand in the area, or around it. */
    private List<Called> former(AreaCode area) {
        return database.sql("""
                        select f.building, f.unit, f.name from residents.former_name f
                        join residents.building b on b.id = f.building
                        where b.area >= ? and b.area < ? or ? ^@ b.area order by f.until desc, f.id desc""")
                .params(area.code(), area.end(), area.code())
                .query((row, n) -> new Called(Rows.id(row, "building"), row.getString("unit"), row.getString("name")))
                .list();
    }

    @Transactional(readOnly = true)
    public Home get(HomeId id) {
        return find(id).orElseThrow(() -> HOME_UNKNOWN.with(id.toString()));
    }

    Optional<Home> find(HomeId id) {
        return Optional.ofNullable(all(List.of(id)).get(id));
    }

    Map<HomeId, Home> all(Collection<HomeId> ids) {
        return database
                .sql(HOMES + "where h.id = any(?)")
                .param(ids.stream().map(HomeId::id).distinct().toArray(UUID[]::new))
                .query((row, n) -> home(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Home::id, Function.identity()));
    }

    List<Home> in(AreaCode area) {
        return tree(area).stream()
                .flatMap(building -> building.units().stream())
                .flatMap(unit -> unit.homes().stream())
                .toList();
    }

    List<Home> homesOf(BuildingId building) {
        return database.sql(HOMES + "where h.building = ? limit ?")
                .params(building.id(), MOST_HOMES)
                .query((row, n) -> home(row))
                .list();
    }

    public Building build(AreaCode area, String name, @Nullable String address, Caller caller) {
        if (territory.find(area).filter(Area::open).isEmpty()) {
            throw BUILDING_AREA_UNKNOWN.with(area.code()).at("area");
        }
        reach.require(caller, area, "area");
        var id = BuildingId.next();
        try {
            database.sql("insert into residents.building (id, area, name, address, made_at) values (?, ?, ?, ?, ?)")
                    .params(Arrays.asList(id.id(), area.code(), name, address, Rows.at(clock.instant())))
                    .update();
        } catch (DuplicateKeyException e) {
            throw BUILDING_EXISTS.with(name).at("name");
        }
        acts.did(Act.of("building.register").on("building", id));
        return new Building(id, area, areaName(area), name, List.of(), address, List.of());
    }

    /** A home in a building; in the building's own area unless another is given. */
    public Home furnish(
            BuildingId building,
            String unit,
            String room,
            @Nullable AreaCode area,
            @Nullable BigDecimal floorArea,
            Caller caller) {
        var around = database.sql("select area from residents.building where id = ? and closed_at is null")
                .param(building.id())
                .query(String.class)
                .optional()
                .map(AreaCode::new)
                .orElseThrow(() -> BUILDING_UNKNOWN.with(building.toString()));
        var place = area == null ? around : area;
        if (territory.find(place).filter(Area::open).isEmpty()) {
            throw HOME_AREA_UNFIT.with(place.code()).at("area");
        }
        reach.require(caller, place, "area");
        var id = HomeId.next();
        try {
            database.sql("""
                    insert into residents.home (id, building, unit_name, room, area, floor_area, made_at)
                    values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(Arrays.asList(
                            id.id(), building.id(), unit, room, place.code(), floorArea, Rows.at(clock.instant())))
                    .update();
        } catch (DuplicateKeyException e) {
            throw HOME_EXISTS.with(unit + room).at("room");
        }
        events.publishEvent(new HomeRegistered(id, building, place, clock.instant()));
        acts.did(Act.of("home.register").on("home", id));
        return get(id);
    }

    String areaName(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }

    private Building building(ResultSet row, Map<BuildingId, List<Home>> homes, List<Called> former)
            throws SQLException {
        var id = new BuildingId(Rows.id(row, "id"));
        var its = former.stream()
                .filter(called -> called.building().equals(id.id()))
                .toList();
        var area = new AreaCode(row.getString("area"));
        var units = homes.getOrDefault(id, List.of()).stream()
                .collect(Collectors.groupingBy(Home::unit, LinkedHashMap::new, Collectors.toList()));
        return new Building(
                id,
                area,
                areaName(area),
                row.getString("name"),
                names(its, null),
                row.getString("address"),
                units.entrySet().stream()
                        .map(unit -> new Unit(unit.getKey(), names(its, unit.getKey()), unit.getValue()))
                        .toList());
    }

    private static List<String> names(List<Called> former, @Nullable String unit) {
        return former.stream()
                .filter(called -> Objects.equals(called.unit(), unit))
                .map(Called::name)
                .distinct()
                .toList();
    }

    private static Home home(ResultSet row) throws SQLException {
        var name = row.getString("name");
        var address = row.getString("address");
        var unit = row.getString("unit_name");
        var room = row.getString("room");
        return new Home(
                new HomeId(Rows.id(row, "id")),
                new BuildingId(Rows.id(row, "building")),
                name,
                unit,
                room,
                (address == null ? name : address) + unit + room,
                new AreaCode(row.getString("area")),
                row.getBigDecimal("floor_area"),
                row.getObject("closed_at") == null);
    }
}
