package io.linli.residents;

import static io.linli.residents.ResidentsProblem.CORRECTIONS_TOO_MANY;
import static io.linli.residents.ResidentsProblem.CORRECTION_EMPTY;
import static io.linli.residents.ResidentsProblem.CORRECTION_UNKNOWN;
import static io.linli.residents.ResidentsProblem.RESIDENT_NOT_RECORDED;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.AccessLog;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody says is wrong in their own record (个人信息保护法 art. 46: the right to have it corrected), until a worker of
 * their community has looked at it.
 */
@Service
@Transactional
public class Corrections {

    private static final String CORRECTION = "residents.wanted";
    private static final int MOST_OPEN = 5;

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final People people;
    private final PeopleDesk desk;
    private final OwnGround ground;
    private final PersonalSeals seals;
    private final Vault vault;
    private final JsonMapper json;
    private final SystemScope system;
    private final Acts acts;
    private final ObjectProvider<AccessLog> log;
    private final Clock clock;

    Corrections(
            JdbcClient database,
            ScopedQuery scoped,
            People people,
            PeopleDesk desk,
            OwnGround ground,
            PersonalSeals seals,
            Vault vault,
            JsonMapper json,
            SystemScope system,
            Acts acts,
            ObjectProvider<AccessLog> log,
            Clock clock) {
        this.database = database;
        this.scoped = scoped;
        this.people = people;
        this.desk = desk;
        this.ground = ground;
        this.seals = seals;
        this.vault = vault;
        this.json = json;
        this.system = system;
        this.acts = acts;
        this.log = log;
        this.clock = clock;
    }

    public enum State {
        OPEN,
        ACCEPTED,
        REFUSED
    }

    /** How it should read; what is null stays as it is. */
    public record Wanted(
            @Nullable PersonName name,
            @Nullable PhoneNumber phone,
            @Nullable String registeredAt,
            @Nullable String note) {}

    /** One correction, masked unless it is one's own. */
    public record View(
            UUID id,
            ResidentId person,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String registeredAt,
            @Nullable String note,
            State state,
            Instant madeAt,
            @Nullable Instant decidedAt,
            @Nullable String reason) {}

    private record Row(
            UUID id,
            ResidentId person,
            Wanted wanted,
            State state,
            Instant madeAt,
            @Nullable Instant decidedAt,
            @Nullable String reason) {

        View view(boolean masked) {
            var name = wanted.name();
            var phone = wanted.phone();
            return new View(
                    id,
                    person,
                    name == null ? null : masked ? name.masked() : name.name(),
                    phone == null ? null : masked ? phone.masked() : phone.number(),
                    masked ? null : wanted.registeredAt(),
                    masked ? null : wanted.note(),
                    state,
                    madeAt,
                    decidedAt,
                    reason);
        }
    }

    public UUID ask(Wanted wanted, Caller caller) {
        if (wanted.name() == null && wanted.phone() == null && wanted.registeredAt() == null && wanted.note() == null) {
            throw CORRECTION_EMPTY.with();
        }
        var person = people.of(caller.id()).orElseThrow(RESIDENT_NOT_RECORDED::with);
        if (mine(caller, MOST_OPEN + 1).stream()
                        .filter(one -> one.state() == State.OPEN)
                        .count()
                >= MOST_OPEN) {
            throw CORRECTIONS_TOO_MANY.with(MOST_OPEN);
        }
        var id = Ids.next();
        database.sql("""
                insert into residents.correction (id, area, owner, person, sealed, state, made_at)
                values (?, ?, ?, ?, ?, 'OPEN', ?)""")
                .params(
                        id,
                        person.area().code(),
                        caller.id().id(),
                        person.id().id(),
                        vault.seal(CORRECTION, json.writeValueAsBytes(wanted)),
                        Rows.at(clock.instant()))
                .update();
        acts.did(Act.of("residents.ask-correction").on("correction", id));
        return id;
    }

    @Transactional(readOnly = true)
    public List<View> mine(Caller caller, int size) {
        return scoped.from(caller, "residents.correction c")
                .select("c.*")
                .and("c.owner = ?", caller.id().id())
                .orderBy("c.state <> 'OPEN', c.id desc")
                .limit(size)
                .list((row, n) -> row(row).view(false));
    }

    /** Those that wait on the caller's ground. */
    @Transactional(readOnly = true)
    public List<View> open(Caller caller, int size) {
        return scoped.from(caller, "residents.correction c")
                .select("c.*")
                .and("c.state = 'OPEN' and c.owner <> ?", caller.id().id())
                .orderBy("c.id")
                .limit(size)
                .list((row, n) -> row(row).view(true));
    }

    /** One in full, to be held against the document that proves it; a recorded look. */
    public View open(UUID id, String reason, Caller caller) {
        var asked = waiting(id, caller);
        var person = people.get(asked.person());
        ground.require(caller, person.area(), "id");
        log.getObject()
                .looked(
                        caller.id().toString(),
                        PersonCards.LOOK,
                        List.of(person.id().toString()),
                        Stream.ofNullable(person.account())
                                .map(AccountId::toString)
                                .toList(),
                        reason);
        return asked.view(false);
    }

    public void decide(UUID id, boolean accepted, @Nullable String reason, Caller caller) {
        var asked = waiting(id, caller);
        var person = people.lock(asked.person());
        ground.require(caller, person.area(), "id");
        if (accepted) {
            var wanted = asked.wanted();
            var change = new PeopleDesk.Change(wanted.name(), wanted.phone(), null, wanted.registeredAt());
            system.run(() -> desk.apply(person, change, caller));
        }
        database.sql("""
                update residents.correction set state = ?, decided_at = ?, decided_by = ?, reason = ? where id = ?""")
                .params(Arrays.asList(
                        (accepted ? State.ACCEPTED : State.REFUSED).name(),
                        Rows.at(clock.instant()),
                        caller.id().id(),
                        seals.note(reason),
                        id))
                .update();
        acts.did(Act.of("residents.decide-correction").on("correction", id));
    }

    private Row waiting(UUID id, Caller caller) {
        return database.sql("""
                        select * from residents.correction where id = ? and state = 'OPEN' and owner <> ?
                        for no key update""")
                .params(id, caller.id().id())
                .query((row, n) -> row(row))
                .optional()
                .orElseThrow(() -> CORRECTION_UNKNOWN.with(id));
    }

    private Row row(ResultSet row) throws SQLException {
        return new Row(
                Rows.id(row, "id"),
                new ResidentId(Rows.id(row, "person")),
                json.readValue(vault.openBytes(CORRECTION, row.getBytes("sealed")), Wanted.class),
                State.valueOf(row.getString("state")),
                Rows.instant(row, "made_at"),
                Rows.instantOrNull(row, "decided_at"),
                seals.note(row.getBytes("reason")));
    }
}
