package io.linli.sensing;

import static io.linli.sensing.SensingProblem.STATION_AREA_UNKNOWN;
import static io.linli.sensing.SensingProblem.STATION_CLOSED;
import static io.linli.sensing.SensingProblem.STATION_EXISTS;
import static io.linli.sensing.SensingProblem.STATION_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The stations at which rain is measured, each with the areas that it stands for. */
@Service
@Transactional
public class Stations {

    private static final String SELECT = """
            select s.*, array(select a.area from sensing.station_area a where a.station = s.code order by a.area) as areas,
                (select max(r.hour) from sensing.rain r where r.station = s.code) as latest
            from sensing.station s""";

    /** Those that stand for ground around or in the caller's. */
    private static final String SEEN = """
            exists (select from sensing.station_area a join unnest(?::text[]) as m (area)
                on a.area ^@ m.area or m.area ^@ a.area where a.station = s.code)""";

    private final JdbcClient database;
    private final Territory territory;
    private final WeatherGround ground;
    private final Acts acts;
    private final Clock clock;

    Stations(JdbcClient database, Territory territory, WeatherGround ground, Acts acts, Clock clock) {
        this.database = database;
        this.territory = territory;
        this.ground = ground;
        this.acts = acts;
        this.clock = clock;
    }

    /** Those whose rain concerns the caller, those that measure no more last. */
    @Transactional(readOnly = true)
    public List<Station> list(Caller caller) {
        return database.sql(SELECT + " where " + SEEN + " order by s.closed_at nulls first, s.code limit 500")
                .param(WeatherGround.of(caller))
                .query((row, n) -> station(row))
                .list();
    }

    /** Unknown to whom its rain does not concern. */
    @Transactional(readOnly = true)
    public Station find(StationCode code, Caller caller) {
        return database.sql(SELECT + " where s.code = ? and " + SEEN)
                .params(code.code(), WeatherGround.of(caller))
                .query((row, n) -> station(row))
                .optional()
                .orElseThrow(() -> STATION_UNKNOWN.with(code));
    }

    public Station add(StationCode code, Station.Draft draft, Caller caller) {
        check(draft, caller);
        int added = database.sql("""
                        insert into sensing.station (code, name, place, longitude, latitude, opened_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Arrays.asList(
                        code.code(),
                        draft.name(),
                        draft.place(),
                        draft.longitude(),
                        draft.latitude(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        if (added == 0) {
            throw STATION_EXISTS.with(code).at("code");
        }
        standFor(code, draft.areas());
        acts.did(Act.of("station.add").on("station", code));
        return find(code, caller);
    }

    /** Its caller must cover what it stood for as well as what it is to stand for. */
    public Station change(StationCode code, Station.Draft draft, Caller caller) {
        writable(code, caller);
        check(draft, caller);
        database.sql("update sensing.station set name = ?, place = ?, longitude = ?, latitude = ? where code = ?")
                .params(Arrays.asList(draft.name(), draft.place(), draft.longitude(), draft.latitude(), code.code()))
                .update();
        database.sql("delete from sensing.station_area where station = ?")
                .param(code.code())
                .update();
        standFor(code, draft.areas());
        acts.did(Act.of("station.change").on("station", code));
        return find(code, caller);
    }

    /** It measures no more; what it measured stays. */
    public Station close(StationCode code, String reason, Caller caller) {
        writable(code, caller);
        database.sql("update sensing.station set closed_at = ? where code = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), code.code())
                .update();
        acts.did(Act.of("station.close").on("station", code).because(reason));
        return find(code, caller);
    }

    private void standFor(StationCode code, List<AreaCode> areas) {
        database.sql("""
                        insert into sensing.station_area (station, area)
                        select ?, area from unnest(?::text[]) as new (area) on conflict do nothing""")
                .params(code.code(), areas.stream().map(AreaCode::code).toArray(String[]::new))
                .update();
    }

    private void check(Station.Draft draft, Caller caller) {
        for (var area : draft.areas()) {
            if (territory.find(area).filter(Area::open).isEmpty()) {
                throw STATION_AREA_UNKNOWN.with(area).at("areas");
            }
        }
        WeatherGround.mustCover(caller, draft.areas());
        if (draft.longitude() != null && draft.latitude() != null) {
            territory.read(draft.longitude(), draft.latitude(), Crs.CGCS2000);
        }
    }

    private void writable(StationCode code, Caller caller) {
        var station = find(code, caller);
        if (station.closedAt() != null) {
            throw STATION_CLOSED.with(code).at("station");
        }
        WeatherGround.mustCover(
                caller,
                ground.now(station.areas().stream().map(Station.Ground::area).toList()));
    }

    /** What is needed to take in their rain; those that there are not are left out. */
    @Transactional(readOnly = true)
    public Map<StationCode, Measuring> measuring(Collection<StationCode> codes) {
        var found = new HashMap<StationCode, Measuring>();
        database.sql(SELECT + " where s.code = any (?)")
                .param(codes.stream().map(StationCode::code).distinct().toArray(String[]::new))
                .query(row -> {
                    var station = station(row);
                    found.put(station.code(), measuring(station));
                });
        return found;
    }

    /** Those that measure, with the areas of today that they stand for. */
    @Transactional(readOnly = true)
    public List<Measuring> measuring() {
        return database.sql(SELECT + " where s.closed_at is null order by s.code")
                .query((row, n) -> measuring(station(row)))
                .list();
    }

    /** A station as far as its rain is concerned. */
    public record Measuring(StationCode code, List<AreaCode> areas, boolean open) {

        boolean isWithin(Collection<AreaCode> covered) {
            return areas.stream().allMatch(area -> covered.stream().anyMatch(mine -> mine.contains(area)));
        }
    }

    private Measuring measuring(Station station) {
        var areas =
                ground.now(station.areas().stream().map(Station.Ground::area).toList());
        return new Measuring(station.code(), areas, station.closedAt() == null);
    }

    private Station station(ResultSet row) throws SQLException {
        return new Station(
                new StationCode(row.getString("code")),
                row.getString("name"),
                row.getString("place"),
                row.getObject("longitude", Double.class),
                row.getObject("latitude", Double.class),
                Stream.of((String[]) row.getArray("areas").getArray())
                        .map(AreaCode::new)
                        .map(area -> new Station.Ground(area, territory.fullName(area)))
                        .toList(),
                Rows.instant(row, "latest"),
                Rows.instant(row, "closed_at"));
    }
}
