package io.linli.facility;

import static io.linli.facility.FacilityProblem.FACILITY_SEATS_UNFIT;
import static io.linli.facility.FacilityProblem.FACILITY_TAKEN;
import static io.linli.facility.FacilityProblem.SUPPLY_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
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

/** Keeps vehicles, boats, pumps, sandbags and people on call, each with who has them. */
@Service
@Transactional
public class SupplyDesk {

    private final JdbcClient database;
    private final Neighbourhood neighbourhood;
    private final Acts acts;
    private final Clock clock;

    SupplyDesk(JdbcClient database, Neighbourhood neighbourhood, Acts acts, Clock clock) {
        this.database = database;
        this.neighbourhood = neighbourhood;
        this.acts = acts;
        this.clock = clock;
    }

    /** Something as somebody describes it. */
    public record Draft(
            SupplyKind kind,
            AreaCode area,
            String name,
            int quantity,
            int seats,
            int wheelchairs,
            String holder,
            @Nullable String phone,
            FacilityState state) {}

    /** Those that serve the caller, and in or around the area if one is named. */
    @Transactional(readOnly = true)
    public List<Supply> list(Caller caller, @Nullable AreaCode area, @Nullable SupplyKind kind) {
        var mine = Neighbourhood.codes(neighbourhood.of(caller));
        var there = new String[] {area == null ? "" : area.code()};
        return database.sql("select * from facility.supply where state <> 'CLOSED' and " + Neighbourhood.NEAR + " and "
                        + Neighbourhood.NEAR + " and kind = coalesce(?, kind) order by kind, area, name, id limit ?")
                .params(Arrays.asList(mine, mine, there, there, kind == null ? null : kind.name(), ShelterDesk.MOST))
                .query((row, n) -> supply(row, caller))
                .list();
    }

    @Transactional(readOnly = true)
    public Supply get(UUID id, Caller caller) {
        var mine = Neighbourhood.codes(neighbourhood.of(caller));
        return database.sql("select * from facility.supply where id = ? and " + Neighbourhood.NEAR)
                .params(Arrays.asList(id, mine, mine))
                .query((row, n) -> supply(row, caller))
                .optional()
                .orElseThrow(() -> SUPPLY_UNKNOWN.with(id));
    }

    /** What they are called and whom to call there, for those who bring people: whoever was sent there may know. */
    @Transactional(readOnly = true)
    public Map<UUID, Contact> contacts(Collection<UUID> ids) {
        return database
                .sql("select id, name, holder, phone from facility.supply where id = any (?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, n) -> new Contact(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        null,
                        row.getString("holder"),
                        neighbourhood.open(row.getBytes("phone"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Contact::id, Function.identity()));
    }

    public Supply add(Draft draft, Caller caller) {
        neighbourhood.require(caller, draft.area());
        mustFit(draft);
        var id = Ids.next();
        var now = Neighbourhood.at(clock.instant());
        database.sql("""
                        insert into facility.supply (id, kind, area, name, quantity, seats, wheelchairs, holder, phone,
                            state, changed_by, made_at, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        draft.kind().name(),
                        draft.area().code(),
                        draft.name(),
                        draft.quantity(),
                        draft.seats(),
                        draft.wheelchairs(),
                        draft.holder(),
                        neighbourhood.seal(draft.phone()),
                        state(draft.state()),
                        caller.id().id(),
                        now,
                        now))
                .update();
        acts.did(Act.of("supply.add").on("supply", id));
        return get(id, caller);
    }

    public Supply change(UUID id, Draft draft, Caller caller) {
        neighbourhood.require(caller, get(id, caller).area());
        neighbourhood.require(caller, draft.area());
        mustFit(draft);
        int changed = database.sql("""
                        update facility.supply set kind = ?, area = ?, name = ?, quantity = ?, seats = ?, wheelchairs = ?,
                            holder = ?, phone = ?, state = ?, changed_by = ?, changed_at = ?
                        where id = ? and state <> 'CLOSED' and taken <= ? and taken_wheelchairs <= ?""")
                .params(Arrays.asList(
                        draft.kind().name(),
                        draft.area().code(),
                        draft.name(),
                        draft.quantity(),
                        draft.seats(),
                        draft.wheelchairs(),
                        draft.holder(),
                        neighbourhood.seal(draft.phone()),
                        state(draft.state()),
                        caller.id().id(),
                        Neighbourhood.at(clock.instant()),
                        id,
                        draft.seats(),
                        draft.wheelchairs()))
                .update();
        if (changed == 0) {
            throw FACILITY_TAKEN.with().at("seats");
        }
        acts.did(Act.of("supply.change").on("supply", id));
        return get(id, caller);
    }

    public void close(UUID id, String reason, Caller caller) {
        neighbourhood.require(caller, get(id, caller).area());
        int closed = database.sql("""
                        update facility.supply set state = 'CLOSED', close_reason = ?, phone = null, changed_by = ?, changed_at = ?
                        where id = ? and state <> 'CLOSED' and taken = 0""")
                .params(reason, caller.id().id(), Neighbourhood.at(clock.instant()), id)
                .update();
        if (closed == 0) {
            throw FACILITY_TAKEN.with();
        }
        acts.did(Act.of("supply.close").on("supply", id).because(reason));
    }

    private static void mustFit(Draft draft) {
        if ((!draft.kind().carries() && draft.seats() > 0) || draft.wheelchairs() > draft.seats()) {
            throw FACILITY_SEATS_UNFIT.with().at("seats");
        }
    }

    private static String state(FacilityState state) {
        return state == FacilityState.CLOSED ? FacilityState.OUT_OF_ORDER.name() : state.name();
    }

    private Supply supply(ResultSet row, Caller caller) throws SQLException {
        var area = new AreaCode(row.getString("area"));
        boolean keeps = caller.may("facility:keep");
        return new Supply(
                row.getObject("id", UUID.class),
                SupplyKind.valueOf(row.getString("kind")),
                area,
                neighbourhood.name(area),
                row.getString("name"),
                row.getInt("quantity"),
                row.getInt("seats"),
                row.getInt("wheelchairs"),
                row.getInt("seats") - row.getInt("taken"),
                row.getInt("wheelchairs") - row.getInt("taken_wheelchairs"),
                row.getString("holder"),
                keeps ? neighbourhood.open(row.getBytes("phone")) : null,
                FacilityState.valueOf(row.getString("state")),
                keeps && neighbourhood.covers(caller, area),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
