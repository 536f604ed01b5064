package io.linli.residents;

import static io.linli.residents.ResidentsProblem.REUSE_NOTHING_GIVEN;
import static io.linli.residents.ResidentsProblem.REUSE_NOT_AGREED;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.Consents;
import io.linli.privacy.IdCardNumber;
import io.linli.privacy.IdCardNumber.Sex;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Telephones;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What residents told once, to be taken over into their later applications (居民只需在线提交一次材料), as long as they agree
 * to it. It is read from where it stands, the record of the person or else their newest claim, so a correction counts at
 * once and nothing is kept twice. Whoever takes applications asks here and writes the use down in the same step.
 */
@Service
@Transactional
public class GivenOnce {

    /** What people agree to; asked each time, so that taking it back works at once. */
    public static final String PURPOSE = "residents.reuse";

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final People people;
    private final Vault vault;
    private final JsonMapper json;
    private final ObjectProvider<Consents> consents;
    private final ObjectProvider<Telephones> telephones;
    private final Acts acts;
    private final Clock clock;

    GivenOnce(
            JdbcClient database,
            ScopedQuery scoped,
            People people,
            Vault vault,
            JsonMapper json,
            ObjectProvider<Consents> consents,
            ObjectProvider<Telephones> telephones,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.scoped = scoped;
        this.people = people;
        this.vault = vault;
        this.json = json;
        this.consents = consents;
        this.telephones = telephones;
        this.acts = acts;
        this.clock = clock;
    }

    /** What can be taken over; birth date and sex go along with the number that they belong to. */
    public enum Fact {
        NAME,
        IDENTITY,
        PHONE
    }

    /** As it was given. */
    public record Facts(
            PersonName name,
            @Nullable IdCardNumber identity,
            @Nullable PhoneNumber phone,
            @Nullable LocalDate born,
            @Nullable Sex sex) {

        boolean has(Fact fact) {
            return switch (fact) {
                case NAME -> true;
                case IDENTITY -> identity != null;
                case PHONE -> phone != null;
            };
        }

        Masked masked() {
            return new Masked(
                    name.masked(),
                    identity == null ? null : identity.masked(),
                    identity == null ? null : identity.kind(),
                    phone == null ? null : phone.masked());
        }

        @Override
        public String toString() {
            return "facts of a person"; // safe to log
        }
    }

    /** As it is offered: enough to know it again. */
    public record Masked(
            String name,
            @Nullable String identity,
            IdCardNumber.@Nullable Kind kind,
            @Nullable String phone) {}

    /**
     * One application that took something over.
     *
     * @param matter such as {@code home.claim}
     */
    public record Use(String matter, UUID application, List<Fact> facts, Instant at) {}

    /**
     * What its giver sees.
     *
     * @param known whether there is anything that could be taken over
     * @param facts null unless they agreed
     */
    public record View(
            Consents.State consent, boolean known, @Nullable Masked facts, List<Use> uses) {}

    @Transactional(readOnly = true)
    public View of(Caller caller, int size) {
        var consent = consent(caller);
        var facts = facts(caller);
        return new View(
                consent,
                facts.isPresent(),
                consent == Consents.State.GIVEN ? facts.map(Facts::masked).orElse(null) : null,
                uses(caller, size));
    }

    /**
     * Takes over into an application of the caller's what they gave before, and writes that down. Refused unless they
     * agree, and where one of the facts is not known.
     *
     * @param matter the kind of application, such as {@code home.claim}
     */
    public Facts take(Set<Fact> wanted, String matter, UUID application, Caller caller) {
        if (consent(caller) != Consents.State.GIVEN) {
            throw REUSE_NOT_AGREED.with().at("reuse");
        }
        var facts = facts(caller)
                .filter(found -> wanted.stream().allMatch(found::has))
                .orElseThrow(() -> REUSE_NOTHING_GIVEN.with().at("reuse"));
        database.sql("""
                insert into residents.taken_over (id, owner, matter, application, facts, at)
                values (?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        caller.id().id(),
                        matter,
                        application,
                        wanted.stream().sorted().map(Fact::name).toArray(String[]::new),
                        Rows.at(clock.instant()))
                .update();
        acts.did(Act.of("facts.take-over").on(matter, application));
        return facts;
    }

    private Consents.State consent(Caller caller) {
        var register = consents.getIfAvailable();
        return register == null
                ? Consents.State.NEVER_ASKED
                : register.of(caller.id().toString(), PURPOSE);
    }

    private Optional<Facts> facts(Caller caller) {
        return people.of(caller.id())
                .map(person -> of(person.personal()))
                .or(() -> claimed(caller))
                .map(facts -> facts.phone() == null ? withPhone(facts, caller) : facts);
    }

    private static Facts of(Personal who) {
        return new Facts(who.name(), who.identity(), who.phone(), who.born(), who.sex());
    }

    /** Not from a claim that a worker refused: who says so is not known to be right. */
    private Optional<Facts> claimed(Caller caller) {
        return scoped
                .from(caller, "residents.claim c")
                .select("c.sealed")
                .and("c.owner = ? and c.state <> 'REFUSED'", caller.id().id())
                .orderBy("c.id desc")
                .limit(1)
                .list((row, n) ->
                        json.readValue(vault.openBytes(Claims.CLAIM, row.getBytes("sealed")), Claims.Claimant.class))
                .stream()
                .map(said -> new Facts(said.name(), said.identity(), said.phone(), said.born(), said.sex()))
                .findFirst();
    }

    /** The telephone that they signed up with was given too, and proved by a code. */
    private Facts withPhone(Facts facts, Caller caller) {
        var phone = telephones.stream()
                .flatMap(known -> known.of(caller.id().toString()).stream())
                .findFirst()
                .orElse(null);
        return new Facts(facts.name(), facts.identity(), phone, facts.born(), facts.sex());
    }

    private List<Use> uses(Caller caller, int size) {
        return scoped.from(caller, "residents.taken_over t")
                .select("t.*")
                .and("t.owner = ?", caller.id().id())
                .orderBy("t.id desc")
                .limit(size)
                .list((row, n) -> use(row));
    }

    private static Use use(ResultSet row) throws SQLException {
        return new Use(
                row.getString("matter"),
                Rows.id(row, "application"),
                Stream.of((String[]) row.getArray("facts").getArray())
                        .map(Fact::valueOf)
                        .toList(),
                Rows.instant(row, "at"));
    }
}
