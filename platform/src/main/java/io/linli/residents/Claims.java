package io.linli.residents;

import static io.linli.residents.ResidentsProblem.CLAIMS_TOO_MANY;
import static io.linli.residents.ResidentsProblem.CLAIM_CODE_WRONG;
import static io.linli.residents.ResidentsProblem.CLAIM_DECIDED;
import static io.linli.residents.ResidentsProblem.CLAIM_EXISTS;
import static io.linli.residents.ResidentsProblem.CLAIM_NEEDS_ANOTHER;
import static io.linli.residents.ResidentsProblem.CLAIM_PERSON_DIFFERS;
import static io.linli.residents.ResidentsProblem.CLAIM_PERSON_TAKEN;
import static io.linli.residents.ResidentsProblem.CLAIM_UNKNOWN;
import static io.linli.residents.ResidentsProblem.RESIDENT_DIED;
import static io.linli.residents.ResidentsProblem.RESIDENT_IDENTITY_INVALID;
import static io.linli.residents.ResidentsProblem.RESIDENT_NAME_INVALID;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.IdCardNumber;
import io.linli.privacy.IdCardNumber.Sex;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Vault;
import io.linli.residents.GivenOnce.Fact;
import io.linli.residents.GivenOnce.Facts;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A resident says which home is theirs; a worker who knows them confirms it, or the code of a letter that was sent to
 * that home. Only then is the account tied to the person's record.
 */
@Service
@Transactional
public class Claims {

    /** What the words of a claim are sealed for. */
    static final String CLAIM = "residents.claimant";

    /** The kind of application that a claim is. */
    private static final String MATTER = "home.claim";

    private static final String CODE = "residents.letter-code";
    private static final String DIGITS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; // none that looks like another
    private static final int CODE_LENGTH = 8;
    private static final int TRIES = 5;
    private static final int MOST_OPEN = 5;
    private static final Duration CODE_HOLDS = Duration.ofDays(30); // a letter takes its time
    private static final HexFormat HEX = HexFormat.of();
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final People people;
    private final PeopleDesk desk;
    private final Places places;
    private final OwnGround ground;
    private final GivenOnce given;
    private final PersonalSeals seals;
    private final Vault vault;
    private final JsonMapper json;
    private final SystemScope system;
    private final Acts acts;
    private final Clock clock;

    Claims(
            JdbcClient database,
            ScopedQuery scoped,
            People people,
            PeopleDesk desk,
            Places places,
            OwnGround ground,
            GivenOnce given,
            PersonalSeals seals,
            Vault vault,
            JsonMapper json,
            SystemScope system,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.scoped = scoped;
        this.people = people;
        this.desk = desk;
        this.places = places;
        this.ground = ground;
        this.given = given;
        this.seals = seals;
        this.vault = vault;
        this.json = json;
        this.system = system;
        this.acts = acts;
        this.clock = clock;
    }

    public enum State {
        OPEN,
        CONFIRMED,
        REFUSED,
        WITHDRAWN
    }

    /**
     * Who says so, and what ties them to the home.
     *
     * @param born and sex: of those whose number says neither
     */
    public record Claimant(
            PersonName name,
            IdCardNumber identity,
            @Nullable PhoneNumber phone,
            StayKind kind,
            @Nullable LocalDate born,
            @Nullable Sex sex) {}

    /**
     * The same as it is typed: what is null and named in {@code reuse} is taken over from what they gave before.
     *
     * @param reuse empty when everything was typed
     */
    public record Typed(
            @Nullable PersonName name,
            @Nullable IdCardNumber identity,
            @Nullable PhoneNumber phone,
            StayKind kind,
            @Nullable LocalDate born,
            @Nullable Sex sex,
            Set<Fact> reuse) {

        private Typed with(Facts before) {
            boolean sameNumber = reuse.contains(Fact.IDENTITY);
            return new Typed(
                    reuse.contains(Fact.NAME) ? before.name() : name,
                    sameNumber ? before.identity() : identity,
                    reuse.contains(Fact.PHONE) ? before.phone() : phone,
                    kind,
                    sameNumber ? before.born() : born,
                    sameNumber ? before.sex() : sex,
                    reuse);
        }

        private Claimant whole() {
            if (name == null) {
                throw RESIDENT_NAME_INVALID.with().at("name");
            }
            if (identity == null) {
                throw RESIDENT_IDENTITY_INVALID.with().at("identity");
            }
            return new Claimant(name, identity, phone, kind, born, sex);
        }
    }

    /** One claim; names and numbers are masked. */
    public record View(
            UUID id,
            HomeId home,
            String address,
            AreaCode area,
            StayKind kind,
            String name,
            String identity,
            @Nullable String phone,
            State state,
            boolean letterSent,
            Instant madeAt,
            @Nullable Instant decidedAt,
            @Nullable String reason) {}

    /** The code of a letter, shown this once. */
    public record Letter(String code, String address, Instant until) {}

    private record Claim(
            UUID id,
            AreaCode area,
            AccountId owner,
            HomeId home,
            Claimant said,
            State state,
            @Nullable String code) {}

    public UUID make(HomeId home, Typed typed, Caller caller) {
        var place = places.get(home);
        var id = Ids.next();
        var said =
                (typed.reuse().isEmpty() ? typed : typed.with(given.take(typed.reuse(), MATTER, id, caller))).whole();
        Rules.born(said.identity(), said.born());
        Rules.sex(said.identity(), said.sex());
        if (system.call(() -> waiting(caller)) >= MOST_OPEN) {
            throw CLAIMS_TOO_MANY.with(MOST_OPEN);
        }
        try {
            database.sql("""
                    insert into residents.claim (id, area, owner, home_index, home, sealed, state, made_at)
                    values (?, ?, ?, ?, ?, ?, 'OPEN', ?)""")
                    .params(
                            id,
                            place.area().code(),
                            caller.id().id(),
                            seals.index(home),
                            seals.seal(home),
                            vault.seal(CLAIM, json.writeValueAsBytes(said)),
                            Rows.at(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw CLAIM_EXISTS.with();
        }
        acts.did(Act.of("home.claim").on("claim", id));
        return id;
    }

    private int waiting(Caller caller) {
        return database.sql("select count(*) from residents.claim where owner = ? and state = 'OPEN'")
                .param(caller.id().id())
                .query(Integer.class)
                .single();
    }

    /** Those that wait on the caller's ground. */
    @Transactional(readOnly = true)
    public List<View> open(Caller caller, int size) {
        return scoped.from(caller, "residents.claim c")
                .select("c.*")
                .and("c.state = 'OPEN'")
                .and("c.owner <> ?", caller.id().id())
                .orderBy("c.id")
                .limit(size)
                .list((row, n) -> view(row));
    }

    /** The caller's own. */
    @Transactional(readOnly = true)
    public List<View> mine(Caller caller, int size) {
        return scoped.from(caller, "residents.claim c")
                .select("c.*")
                .and("c.owner = ?", caller.id().id())
                .orderBy("c.id desc")
                .limit(size)
                .list((row, n) -> view(row));
    }

    /** Makes the code that is printed on a letter to the home; an earlier one is worth nothing any more. */
    public Letter letter(UUID id, Caller caller) {
        var claim = waitingHere(id, caller);
        var code = new StringBuilder();
        for (int n = 0; n < CODE_LENGTH; n++) {
            code.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        var until = clock.instant().plus(CODE_HOLDS);
        database.sql("update residents.claim set code_hash = ?, code_until = ?, tries_left = ? where id = ?")
                .params(hash(id, code.toString()), Rows.at(until), TRIES, id)
                .update();
        acts.did(Act.of("home.claim-letter").on("claim", id));
        return new Letter(code.toString(), places.get(claim.home()).address(), until);
    }

    public ResidentId confirm(UUID id, Caller caller) {
        var claim = waitingHere(id, caller);
        return system.call(() -> admit(claim, caller));
    }

    public void refuse(UUID id, String reason, Caller caller) {
        waitingHere(id, caller);
        decide(id, State.REFUSED, reason, caller);
    }

    public void withdraw(UUID id, Caller caller) {
        own(id, caller);
        decide(id, State.WITHDRAWN, null, caller);
    }

    /** Whether the code of the letter was right. A wrong one costs a try, also when it is refused. */
    public boolean proves(UUID id, String code, Caller caller) {
        var claim = own(id, caller);
        int left = database.sql("""
                        update residents.claim set tries_left = tries_left - 1
                        where id = ? and tries_left > 0 and code_until > ?""").params(id, Rows.at(clock.instant())).update();
        if (left == 0
                || claim.code() == null
                || !MessageDigest.isEqual(
                        HEX.parseHex(claim.code()), hash(id, code.strip().toUpperCase(Locale.ROOT)))) {
            return false;
        }
        system.run(() -> admit(claim, caller));
        return true;
    }

    /** The refusal of a wrong code, after the lost try is committed. */
    public static RuntimeException wrongCode() {
        return CLAIM_CODE_WRONG.with().at("code");
    }

    private ResidentId admit(Claim claim, Caller caller) {
        var said = claim.said();
        var home = places.get(claim.home());
        var own = people.of(claim.owner());
        var known = people.by(said.identity());
        if (own.isPresent() && !known.map(Person::id).equals(own.map(Person::id))) {
            throw CLAIM_PERSON_DIFFERS.with();
        }
        if (known.filter(person -> person.account() != null && !person.account().equals(claim.owner()))
                .isPresent()) {
            throw CLAIM_PERSON_TAKEN.with();
        }
        if (known.filter(person -> person.state() == PersonState.DIED).isPresent()) {
            throw RESIDENT_DIED.with();
        }
        var id = known.isPresent() ? known.get().id() : desk.admit(draft(said, home), home, caller);
        // the row as it stands now: admitting has just made it
        people.save(people.lock(id).of(claim.owner()));
        if (known.isPresent()) {
            desk.tie(id, home, said.kind(), caller);
        }
        decide(claim.id(), State.CONFIRMED, null, caller);
        return id;
    }

    private static NewPerson draft(Claimant said, Home home) {
        return new NewPerson(
                said.name(),
                said.identity(),
                said.phone(),
                said.born(),
                said.sex(),
                home.id(),
                null,
                Registration.UNKNOWN,
                null,
                null,
                null,
                said.kind() == StayKind.LIVES ? null : said.kind(),
                null,
                null);
    }

    private void decide(UUID id, State state, @Nullable String reason, Caller caller) {
        database.sql("""
                update residents.claim set state = ?, decided_at = ?, decided_by = ?, reason = ?, code_hash = null
                where id = ?""")
                .params(Arrays.asList(
                        state.name(), Rows.at(clock.instant()), caller.id().id(), seals.note(reason), id))
                .update();
        acts.did(Act.of("home.claim-" + state.name().toLowerCase(Locale.ROOT)).on("claim", id));
    }

    private Claim waitingHere(UUID id, Caller caller) {
        var claim = lock(id);
        ground.require(caller, claim.area(), "id");
        if (claim.owner().equals(caller.id())) {
            throw CLAIM_NEEDS_ANOTHER.with();
        }
        return claim;
    }

    private Claim own(UUID id, Caller caller) {
        var claim = lock(id);
        if (!claim.owner().equals(caller.id())) {
            throw CLAIM_UNKNOWN.with(id);
        }
        return claim;
    }

    private Claim lock(UUID id) {
        var claim = database.sql("select * from residents.claim where id = ? for no key update")
                .param(id)
                .query((row, n) -> claim(row))
                .optional()
                .orElseThrow(() -> CLAIM_UNKNOWN.with(id));
        if (claim.state() != State.OPEN) {
            throw CLAIM_DECIDED.with();
        }
        return claim;
    }

    private byte[] hash(UUID id, String code) {
        return vault.blindIndex(CODE, id + " " + code);
    }

    private Claim claim(ResultSet row) throws SQLException {
        var code = row.getBytes("code_hash");
        return new Claim(
                Rows.id(row, "id"),
                new AreaCode(row.getString("area")),
                new AccountId(Rows.id(row, "owner")),
                seals.home(row.getBytes("home")),
                json.readValue(vault.openBytes(CLAIM, row.getBytes("sealed")), Claimant.class),
                State.valueOf(row.getString("state")),
                code == null ? null : HEX.formatHex(code));
    }

    private View view(ResultSet row) throws SQLException {
        var claim = claim(row);
        var said = claim.said();
        var phone = said.phone();
        return new View(
                claim.id(),
                claim.home(),
                places.get(claim.home()).address(),
                claim.area(),
                said.kind(),
                said.name().masked(),
                said.identity().masked(),
                phone == null ? null : phone.masked(),
                claim.state(),
                claim.code() != null,
                Rows.instant(row, "made_at"),
                Rows.instantOrNull(row, "decided_at"),
                seals.note(row.getBytes("reason")));
    }
}
