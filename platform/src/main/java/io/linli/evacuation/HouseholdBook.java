package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.EVACUATION_CLOSED;
import static io.linli.evacuation.EvacuationProblem.EVACUEES_UNKNOWN;

import io.linli.evacuation.Answerers.Answerer;
import io.linli.identity.AccountId;
import io.linli.identity.Role;
import io.linli.privacy.Vault;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the households of emergencies and what was done about each. */
@Repository
class HouseholdBook {

    private static final String COLLECTED = "evacuation.collected";
    private static final String WORDS = "evacuation.words";

    private final JdbcClient database;
    private final Vault vault;
    private final JsonMapper json;

    HouseholdBook(JdbcClient database, Vault vault, JsonMapper json) {
        this.database = database;
        this.vault = vault;
        this.json = json;
    }

    /** A household about to be put on the list. */
    record New(UUID id, UUID emergency, String named, int position, LowHome home, Collected collected, int heads) {}

    void add(New one, @Nullable UUID shelter, @Nullable UUID vehicle) {
        database.sql("""
                        insert into evacuation.household (id, emergency, named, position, home, building, place, area, low,
                            sealed, heads, status, shelter, vehicle)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, 'PLANNED', ?, ?)""")
                .params(Arrays.asList(
                        one.id(),
                        one.emergency(),
                        one.named(),
                        one.position(),
                        one.home().home().id(),
                        one.home().building().id(),
                        one.home().place(),
                        one.home().area().code(),
                        json.writeValueAsString(one.home().reasons()),
                        seal(one.collected()),
                        one.heads(),
                        shelter,
                        vehicle))
                .update();
    }

    /** Locked until the transaction ends; unknown when the caller may not see it, and refused when all is over. */
    Household lock(UUID id) {
        var found = database.sql("select * from evacuation.household where id = ? for update")
                .param(id)
                .query((row, n) -> household(row))
                .optional()
                .orElseThrow(() -> EVACUEES_UNKNOWN.with(id));
        if (found.over()) {
            throw EVACUATION_CLOSED.with();
        }
        return found;
    }

    /** All of an emergency, locked; seen with it. */
    List<Household> lockAll(UUID emergency) {
        return database.sql("select * from evacuation.household where emergency = ? order by id for update")
                .param(emergency)
                .query((row, n) -> household(row))
                .list();
    }

    void give(UUID id, Answerer holder, Instant at, @Nullable Instant due) {
        database.sql("""
                        update evacuation.household set status = 'GIVEN', holder_role = ?, holder_area = ?, given_at = ?,
                            due_at = ?
                        where id = ?""")
                .params(Arrays.asList(holder.role().name(), holder.area().code(), Rows.at(at), Rows.atOrNull(due), id))
                .update();
    }

    void escalate(UUID id, Answerer holder, @Nullable Instant due) {
        database.sql("""
                        update evacuation.household set status = 'NOT_REACHED', holder_role = ?, holder_area = ?,
                            escalations = escalations + 1, due_at = ?
                        where id = ?""")
                .params(Arrays.asList(holder.role().name(), holder.area().code(), Rows.atOrNull(due), id))
                .update();
    }

    /** The clock stands: somebody knows what became of them. */
    void confirm(
            UUID id,
            HouseholdStatus status,
            @Nullable UUID shelter,
            @Nullable String elsewhere,
            AccountId by,
            Instant at) {
        database.sql("""
                        update evacuation.household set status = ?, shelter = ?, elsewhere = ?, vehicle = null,
                            ended_by = ?, confirmed_at = coalesce(confirmed_at, ?), due_at = null
                        where id = ?""")
                .params(Arrays.asList(
                        status.name(),
                        shelter,
                        elsewhere == null ? null : vault.seal(WORDS, elsewhere),
                        by.id(),
                        Rows.at(at),
                        id))
                .update();
    }

    void arrive(UUID id, int heads, AccountId by, Instant at) {
        database.sql("update evacuation.household set arrived = ?, arrived_at = ?, arrived_by = ? where id = ?")
                .params(heads, Rows.at(at), by.id(), id)
                .update();
    }

    void plan(UUID id, Collected collected, int heads, @Nullable UUID shelter, @Nullable UUID vehicle) {
        database.sql("update evacuation.household set sealed = ?, heads = ?, shelter = ?, vehicle = ? where id = ?")
                .params(Arrays.asList(seal(collected), heads, shelter, vehicle, id))
                .update();
    }

    void end(UUID emergency) {
        database.sql("""
                        update evacuation.household set over = true, due_at = null,
                            status = case when status = 'PLANNED' then 'CANCELLED' else status end
                        where emergency = ?""").param(emergency).update();
    }

    /** Under the lock of the household's row. */
    void note(UUID household, String step, @Nullable AccountId by, @Nullable String words, Instant at) {
        database.sql("""
                        insert into evacuation.step (household, number, at, step, account, note)
                        select ?, 1 + coalesce(max(number), 0), ?, ?, ?, ? from evacuation.step where household = ?""")
                .params(Arrays.asList(
                        household,
                        Rows.at(at),
                        step,
                        by == null ? null : by.id(),
                        words == null ? null : vault.seal(WORDS, words),
                        household))
                .update();
    }

    /** One step of the history. */
    record Step(
            Instant at,
            String step,
            @Nullable UUID by,
            @Nullable String note) {}

    /** Part of one household, seen with it. */
    List<Step> steps(UUID household) {
        return database.sql("select at, step, account, note from evacuation.step where household = ? order by number")
                .param(household)
                .query((row, n) -> {
                    var note = row.getBytes("note");
                    return new Step(
                            Rows.instant(row, "at"),
                            row.getString("step"),
                            Rows.idOrNull(row, "account"),
                            note == null ? null : vault.open(WORDS, note));
                })
                .list();
    }

    Household household(ResultSet row) throws SQLException {
        var sealed = row.getBytes("sealed");
        var elsewhere = row.getBytes("elsewhere");
        var role = row.getString("holder_role");
        return new Household(
                Rows.id(row, "id"),
                Rows.id(row, "emergency"),
                row.getString("named"),
                Rows.whole(row, "position"),
                row.getString("place"),
                Rows.idOrNull(row, "building"),
                new AreaCode(row.getString("area")),
                json.readValue(row.getString("low"), new TypeReference<List<LowReason>>() {}),
                sealed == null ? null : json.readValue(vault.openBytes(COLLECTED, sealed), Collected.class),
                row.getInt("heads"),
                HouseholdStatus.valueOf(row.getString("status")),
                role == null ? null : new Answerer(Role.valueOf(role), new AreaCode(row.getString("holder_area"))),
                row.getInt("escalations"),
                Rows.instantOrNull(row, "due_at"),
                Rows.idOrNull(row, "shelter"),
                Rows.idOrNull(row, "vehicle"),
                elsewhere == null ? null : vault.open(WORDS, elsewhere),
                Rows.instantOrNull(row, "given_at"),
                Rows.instantOrNull(row, "confirmed_at"),
                Rows.idOrNull(row, "ended_by"),
                Rows.whole(row, "arrived"),
                Rows.instantOrNull(row, "arrived_at"),
                row.getBoolean("over"));
    }

    private byte[] seal(Collected collected) {
        return vault.seal(COLLECTED, json.writeValueAsBytes(collected));
    }
}
