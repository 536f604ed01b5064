package io.linli.facility;

import static io.linli.facility.FacilityProblem.FACILITY_TAKEN;
import static io.linli.facility.FacilityProblem.SHELTER_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.linli.territory.GeoPoint;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the shelters: whoever's ground they stand on changes them, the neighbourhood sees them. */
@Service
@Transactional
public class ShelterDesk {

    /** So many are answered together. */
    static final int MOST = 1_000;

    private final JdbcClient database;
    private final Neighbourhood neighbourhood;
    private final Territory territory;
    private final Acts acts;
    private final Clock clock;

    ShelterDesk(JdbcClient database, Neighbourhood neighbourhood, Territory territory, Acts acts, Clock clock) {
        this.database = database;
        this.neighbourhood = neighbourhood;
        this.territory = territory;
        this.acts = acts;
        this.clock = clock;
    }

    /** A shelter as somebody describes it; the point in degrees of that system. */
    public record Draft(
            AreaCode area,
            String name,
            String address,
            @Nullable Double longitude,
            @Nullable Double latitude,
            Crs crs,
            int capacity,
            boolean stairs,
            boolean wheelchair,
            boolean animals,
            boolean power,
            String holder,
            @Nullable String phone,
            FacilityState state) {}

    /** Those that serve the caller, and in or around the area if one is named. */
    @Transactional(readOnly = true)
    public List<Shelter> list(Caller caller, @Nullable AreaCode area) {
        var mine = Neighbourhood.codes(neighbourhood.of(caller));
        var there = new String[] {area == null ? "" : area.code()};
        return database.sql("select * from facility.shelter where state <> 'CLOSED' and " + Neighbourhood.NEAR + " and "
                        + Neighbourhood.NEAR + " order by area, name, id limit ?")
                .params(Arrays.asList(mine, mine, there, there, MOST))
                .query((row, n) -> shelter(row, caller))
                .list();
    }

    @Transactional(readOnly = true)
    public Shelter get(UUID id, Caller caller) {
        var mine = Neighbourhood.codes(neighbourhood.of(caller));
        return database.sql("select * from facility.shelter where id = ? and " + Neighbourhood.NEAR)
                .params(Arrays.asList(id, mine, mine))
                .query((row, n) -> shelter(row, caller))
                .optional()
                .orElseThrow(() -> SHELTER_UNKNOWN.with(id));
    }

    /** What they are called and whom to call there, for those who bring people: whoever was sent there may know. */
    @Transactional(readOnly = true)
    public Map<UUID, Contact> contacts(Collection<UUID> ids) {
        return database
                .sql("select id, name, holder, phone, address from facility.shelter where id = any (?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, n) -> new Contact(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("holder"),
                        neighbourhood.open(row.getBytes("phone"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Contact::id, Function.identity()));
    }

    public Shelter add(Draft draft, Caller caller) {
        neighbourhood.require(caller, draft.area());
        var id = Ids.next();
        var point = point(draft);
        var now = Neighbourhood.at(clock.instant());
        database.sql("""
                        insert into facility.shelter (id, area, name, address, longitude, latitude, capacity, stairs,
                            wheelchair, animals, power, holder, phone, state, changed_by, made_at, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        draft.area().code(),
                        draft.name(),
                        draft.address(),
                        point == null ? null : point.longitude(),
                        point == null ? null : point.latitude(),
                        draft.capacity(),
                        draft.stairs(),
                        draft.wheelchair(),
                        draft.animals(),
                        draft.power(),
                        draft.holder(),
                        neighbourhood.seal(draft.phone()),
                        state(draft.state()),
                        caller.id().id(),
                        now,
                        now))
                .update();
        acts.did(Act.of("shelter.add").on("shelter", id));
        return get(id, caller);
    }

    public Shelter change(UUID id, Draft draft, Caller caller) {
        neighbourhood.require(caller, standing(id, caller));
        neighbourhood.require(caller, draft.area());
        var point = point(draft);
        int changed = database.sql("""
                        update facility.shelter set area = ?, name = ?, address = ?, longitude = ?, latitude = ?,
                            capacity = ?, stairs = ?, wheelchair = ?, animals = ?, power = ?, holder = ?, phone = ?,
                            state = ?, changed_by = ?, changed_at = ?
                        where id = ? and state <> 'CLOSED' and taken <= ?""")
                .params(Arrays.asList(
                        draft.area().code(),
                        draft.name(),
                        draft.address(),
                        point == null ? null : point.longitude(),
                        point == null ? null : point.latitude(),
                        draft.capacity(),
                        draft.stairs(),
                        draft.wheelchair(),
                        draft.animals(),
                        draft.power(),
                        draft.holder(),
                        neighbourhood.seal(draft.phone()),
                        state(draft.state()),
                        caller.id().id(),
                        Neighbourhood.at(clock.instant()),
                        id,
                        draft.capacity()))
                .update();
        if (changed == 0) {
            throw FACILITY_TAKEN.with().at("capacity");
        }
        acts.did(Act.of("shelter.change").on("shelter", id));
        return get(id, caller);
    }

    /** It is no shelter any more; who is in it must have gone before. */
    public void close(UUID id, String reason, Caller caller) {
        neighbourhood.require(caller, standing(id, caller));
        int closed = database.sql("""
                        update facility.shelter set state = 'CLOSED', close_reason = ?, phone = null, changed_by = ?, changed_at = ?
                        where id = ? and state <> 'CLOSED' and taken = 0""")
                .params(reason, caller.id().id(), Neighbourhood.at(clock.instant()), id)
                .update();
        if (closed == 0) {
            throw FACILITY_TAKEN.with();
        }
        acts.did(Act.of("shelter.close").on("shelter", id).because(reason));
    }

    private AreaCode standing(UUID id, Caller caller) {
        return get(id, caller).area();
    }

    private @Nullable GeoPoint point(Draft draft) {
        var longitude = draft.longitude();
        var latitude = draft.latitude();
        return longitude == null || latitude == null ? null : territory.read(longitude, latitude, draft.crs());
    }

    /** Closing has a reason and a way of its own. */
    private static String state(FacilityState state) {
        return state == FacilityState.CLOSED ? FacilityState.OUT_OF_ORDER.name() : state.name();
    }

    private Shelter shelter(ResultSet row, Caller caller) throws SQLException {
        var area = new AreaCode(row.getString("area"));
        var longitude = row.getObject("longitude", Double.class);
        var latitude = row.getObject("latitude", Double.class);
        boolean keeps = caller.may("facility:keep");
        return new Shelter(
                row.getObject("id", UUID.class),
                area,
                neighbourhood.name(area),
                row.getString("name"),
                row.getString("address"),
                longitude == null || latitude == null ? null : new GeoPoint(longitude, latitude),
                row.getInt("capacity"),
                row.getInt("capacity") - row.getInt("taken"),
                row.getBoolean("stairs"),
                row.getBoolean("wheelchair"),
                row.getBoolean("animals"),
                row.getBoolean("power"),
                row.getString("holder"),
                keeps ? neighbourhood.open(row.getBytes("phone")) : null,
                FacilityState.valueOf(row.getString("state")),
                keeps && neighbourhood.covers(caller, area),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
