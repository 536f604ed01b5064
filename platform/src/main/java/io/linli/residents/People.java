package io.linli.residents;

import static io.linli.residents.ResidentsProblem.RESIDENT_EXISTS;
import static io.linli.residents.ResidentsProblem.RESIDENT_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.privacy.IdCardNumber;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the records of persons. */
@Repository
class People {

    static final String COLUMNS = "p.id, p.area, p.owner, p.sealed, p.state, p.registration, p.registered_at";

    private final JdbcClient database;
    private final PersonalSeals seals;
    private final Clock clock;

    People(JdbcClient database, PersonalSeals seals, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    /** As it stands; unknown when the caller may not see it. */
    Person get(ResidentId id) {
        return database.sql("select * from residents.person where id = ?")
                .param(id.id())
                .query((row, n) -> person(row))
                .optional()
                .orElseThrow(() -> RESIDENT_UNKNOWN.with(id.toString()));
    }

    /** The same, locked until the transaction ends. */
    Person lock(ResidentId id) {
        return database.sql("select * from residents.person where id = ? for no key update")
                .param(id.id())
                .query((row, n) -> person(row))
                .optional()
                .orElseThrow(() -> RESIDENT_UNKNOWN.with(id.toString()));
    }

    /** The record of an account's own person. */
    Optional<Person> of(AccountId account) {
        return database.sql("select * from residents.person where owner = ?")
                .param(account.id())
                .query((row, n) -> person(row))
                .optional();
    }

    Optional<Person> by(IdCardNumber number) {
        return database.sql("select * from residents.person where identity_index = ?")
                .param(seals.index(number))
                .query((row, n) -> person(row))
                .optional();
    }

    void add(Person person) {
        var personal = person.personal();
        var account = person.account();
        try {
            database.sql("""
                    insert into residents.person (id, area, owner, sealed, name_index, identity_index, phone_index,
                        state, registration, registered_at, changed_at, version)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""")
                    .params(Arrays.asList(
                            person.id().id(),
                            person.area().code(),
                            account == null ? null : account.id(),
                            seals.seal(personal),
                            seals.index(personal.name()),
                            seals.index(personal.identity()),
                            seals.index(personal.phone()),
                            person.state().name(),
                            person.registration().name(),
                            Rows.at(person.registeredAt()),
                            Rows.at(person.registeredAt())))
                    .update();
        } catch (DuplicateKeyException e) {
            throw refusal(e);
        }
    }

    /** In the system's scope, since the change may take the row out of its actor's sight. */
    void save(Person person) {
        var personal = person.personal();
        var account = person.account();
        try {
            database.sql("""
                    update residents.person set area = ?, owner = ?, sealed = ?, name_index = ?, identity_index = ?,
                        phone_index = ?, state = ?, registration = ?, changed_at = ?, version = version + 1
                    where id = ?""")
                    .params(Arrays.asList(
                            person.area().code(),
                            account == null ? null : account.id(),
                            seals.seal(personal),
                            seals.index(personal.name()),
                            seals.index(personal.identity()),
                            seals.index(personal.phone()),
                            person.state().name(),
                            person.registration().name(),
                            Rows.at(clock.instant()),
                            person.id().id()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw refusal(e);
        }
    }

    Person person(ResultSet row) throws SQLException {
        var owner = row.getObject("owner", UUID.class);
        return new Person(
                new ResidentId(Rows.id(row, "id")),
                new AreaCode(row.getString("area")),
                owner == null ? null : new AccountId(owner),
                seals.open(row.getBytes("sealed")),
                PersonState.valueOf(row.getString("state")),
                Registration.valueOf(row.getString("registration")),
                Rows.instant(row, "registered_at"));
    }

    private static RuntimeException refusal(DuplicateKeyException e) {
        return "person_identity".equals(constraint(e)) ? RESIDENT_EXISTS.with().at("identity") : e;
    }

    private static @Nullable String constraint(DuplicateKeyException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
                return sql.getServerErrorMessage().getConstraint();
            }
        }
        return null;
    }
}
