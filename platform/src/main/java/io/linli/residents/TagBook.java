package io.linli.residents;

import static io.linli.residents.ResidentsProblem.RESIDENT_DIED;
import static io.linli.residents.ResidentsProblem.TAG_BASIS_MISSING;
import static io.linli.residents.ResidentsProblem.TAG_END_UNFIT;
import static io.linli.residents.ResidentsProblem.TAG_KIND_ENDED;
import static io.linli.residents.ResidentsProblem.TAG_KIND_UNKNOWN;
import static io.linli.residents.ResidentsProblem.TAG_NOT_YOURS;
import static io.linli.residents.ResidentsProblem.TAG_PERSON_UNKNOWN;
import static io.linli.residents.ResidentsProblem.TAG_SET;
import static io.linli.residents.ResidentsProblem.TAG_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.privacy.IdCardNumber;
import io.linli.privacy.Vault;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Marks on a person that serve to serve them: each kind has a legal basis, posts that may set and posts that may see it,
 * and each mark an end. They are shown on one person's card and nowhere in bulk: no map, no export, no figure, no risk.
 * In a named emergency alone they say who needs help first.
 */
@Service
@Transactional
public class TagBook {

    private static final String TAG = "residents.mark";
    private static final int LONGEST_YEARS = 5;

    private final JdbcClient database;
    private final People people;
    private final OwnGround ground;
    private final LifeTrail trail;
    private final Vault vault;
    private final Clock clock;
    private final boolean demo;

    TagBook(
            JdbcClient database,
            People people,
            OwnGround ground,
            LifeTrail trail,
            Vault vault,
            Clock clock,
            @Value("${linli.demo:false}") boolean demo) {
        this.database = database;
        this.people = people;
        this.ground = ground;
        this.trail = trail;
        this.vault = vault;
        this.clock = clock;
        this.demo = demo;
    }

    /**
     * One kind.
     *
     * @param basis the law that it rests on; null while that is to be confirmed (待核定)
     */
    public record Kind(
            String code,
            String chinese,
            String english,
            @Nullable String basis,
            boolean maySet,
            boolean maySee,
            boolean ended) {}

    public record Tag(UUID id, Kind kind, LocalDate since, LocalDate until) {}

    /** The dictionary, with what the caller may do with each kind. */
    @Transactional(readOnly = true)
    public List<Kind> kinds(Caller caller) {
        return entries(caller);
    }

    /** The marks of a person that hold today, of the kinds that the caller may see; one's own are all shown. */
    @Transactional(readOnly = true)
    public List<Tag> of(ResidentId id, Caller caller) {
        var person = people.get(id);
        boolean own = caller.id().equals(person.account());
        var kinds = entries(caller);
        return database.sql("""
                        select * from residents.tag where person = ? and ended_at is null and until >= ?
                        order by since, id""").params(id.id(), today()).query((row, n) -> tag(row, kinds)).list().stream()
                .filter(tag -> own || tag.kind().maySee())
                .toList();
    }

    /** For help in a named emergency, where the look is recorded: marks of many, of the kinds that the caller may see. */
    @Transactional(readOnly = true)
    Map<ResidentId, Set<String>> marks(Collection<ResidentId> whose, Caller caller) {
        var seen = entries(caller).stream().filter(Kind::maySee).map(Kind::code).collect(Collectors.toSet());
        var marks = new HashMap<ResidentId, Set<String>>();
        database
                .sql("select person, kind from residents.tag where person = any(?) and ended_at is null and until >= ?")
                .params(whose.stream().map(ResidentId::id).toArray(UUID[]::new), today())
                .query((row, n) ->
                        Map.entry(new ResidentId(Rows.id(row, "person")), vault.open(TAG, row.getBytes("kind"))))
                .list()
                .stream()
                .filter(mark -> seen.contains(mark.getValue()))
                .forEach(mark -> marks.computeIfAbsent(mark.getKey(), who -> new TreeSet<>())
                        .add(mark.getValue()));
        return marks;
    }

    public Tag set(ResidentId id, String code, LocalDate until, Caller caller) {
        var kind = kind(code, caller);
        mustBeInUse(kind);
        if (!kind.maySet()) {
            throw TAG_NOT_YOURS.with(code).at("kind");
        }
        mustBePossible(kind, until);
        var person = people.lock(id);
        ground.require(caller, person.area(), "id");
        if (person.state() == PersonState.DIED) {
            throw RESIDENT_DIED.with();
        }
        // one whose end has come makes room
        database.sql("update residents.tag set ended_at = ? where person = ? and until < ? and ended_at is null")
                .params(Rows.at(clock.instant()), id.id(), today())
                .update();
        var tag = new Tag(Ids.next(), kind, today(), until);
        try {
            add(tag.id(), person, code, until, caller.id().id());
        } catch (DuplicateKeyException e) {
            throw TAG_SET.with().at("kind");
        }
        trail.add(person.area(), id.id(), LifeTrail.Step.TAGGED, tag.id(), caller, null);
        return tag;
    }

    private void add(UUID id, Person person, String code, LocalDate until, UUID actor) {
        var account = person.account();
        database.sql("""
                insert into residents.tag (id, area, owner, person, kind_index, kind, since, until, set_by, made_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        person.area().code(),
                        account == null ? null : account.id(),
                        person.id().id(),
                        vault.blindIndex(TAG, code),
                        vault.seal(TAG, code),
                        today(),
                        until,
                        actor,
                        Rows.at(clock.instant())))
                .update();
    }

    private static void mustBeInUse(Kind kind) {
        if (kind.ended()) {
            throw TAG_KIND_ENDED.with(kind.code()).at("kind");
        }
    }

    private void mustBePossible(Kind kind, LocalDate until) {
        mustBeInUse(kind);
        if (kind.basis() == null && !demo) {
            throw TAG_BASIS_MISSING.with(kind.code()).at("kind");
        }
        var today = today();
        if (until.isBefore(today) || until.isAfter(today.plusYears(LONGEST_YEARS))) {
            throw TAG_END_UNFIT.with(LONGEST_YEARS).at("until");
        }
    }

    /** Refuses a mark that nobody could set. */
    @Transactional(readOnly = true)
    public void mustBePossible(String code, LocalDate until) {
        mustBePossible(kind(code, null), until);
    }

    /** Whose number it is; somebody on other ground is answered as somebody unknown is. In the system's scope. */
    @Transactional(readOnly = true)
    Person bearer(IdCardNumber number, Predicate<AreaCode> within) {
        var found = people.by(number)
                .filter(person -> within.test(person.area()))
                .orElseThrow(() -> TAG_PERSON_UNKNOWN.with().at("identity"));
        if (found.state() == PersonState.DIED) {
            throw RESIDENT_DIED.with().at("identity");
        }
        return found;
    }

    /** What a list that is brought did, or would do, with one mark. */
    enum Put {
        SET,
        /** Until another day than before. */
        CHANGED,
        SAME
    }

    /** In an open transaction of the system's scope. */
    Put would(Person person, String code, LocalDate until) {
        return database.sql("""
                        select until from residents.tag
                        where person = ? and kind_index = ? and ended_at is null and until >= ?""")
                .params(person.id().id(), vault.blindIndex(TAG, code), today())
                .query((row, n) -> Rows.day(row, "until"))
                .optional()
                .map(holds -> holds.equals(until) ? Put.SAME : Put.CHANGED)
                .orElse(Put.SET);
    }

    /** The same, and does it: one with another end takes the place of the one before it. */
    Put put(Person person, String code, LocalDate until, UUID actor) {
        var what = would(person, code, until);
        if (what != Put.SAME) {
            database.sql(
                            "update residents.tag set ended_at = ? where person = ? and kind_index = ? and ended_at is null")
                    .params(Rows.at(clock.instant()), person.id().id(), vault.blindIndex(TAG, code))
                    .update();
            var id = Ids.next();
            add(id, person, code, until, actor);
            trail.put(person.area(), person.id().id(), LifeTrail.Step.TAGGED, id, actor, null);
        }
        return what;
    }

    public void end(ResidentId id, UUID tag, Caller caller) {
        var person = people.lock(id);
        ground.require(caller, person.area(), "id");
        var kinds = entries(caller);
        var ending = database.sql("select * from residents.tag where id = ? and person = ? and ended_at is null")
                .params(tag, id.id())
                .query((row, n) -> tag(row, kinds))
                .optional()
                .orElseThrow(() -> TAG_UNKNOWN.with(tag));
        if (!ending.kind().maySet()) {
            throw TAG_NOT_YOURS.with(ending.kind().code());
        }
        database.sql("update residents.tag set ended_at = ? where id = ?")
                .params(Rows.at(clock.instant()), tag)
                .update();
        trail.add(person.area(), id.id(), LifeTrail.Step.UNTAGGED, tag, caller, null);
    }

    /** The blind index that a list is narrowed by, for those who may see the kind. */
    byte[] index(String code, Caller caller) {
        if (!kind(code, caller).maySee()) {
            throw TAG_NOT_YOURS.with(code).at("tag");
        }
        return vault.blindIndex(TAG, code);
    }

    private Kind kind(String code, @Nullable Caller caller) {
        return entries(caller).stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> TAG_KIND_UNKNOWN.with(code).at("kind"));
    }

    /** Without a caller: what there is, of which nobody may do anything. */
    List<Kind> entries(@Nullable Caller caller) {
        return database.sql("select * from residents.tag_kind order by code")
                .query((row, n) -> kind(row, caller))
                .list();
    }

    private static Kind kind(ResultSet row, @Nullable Caller caller) throws SQLException {
        return new Kind(
                row.getString("code"),
                row.getString("chinese"),
                row.getString("english"),
                row.getString("basis"),
                holds(caller, row, "setters"),
                holds(caller, row, "seers"),
                row.getObject("ended_at") != null);
    }

    private static boolean holds(@Nullable Caller caller, ResultSet row, String column) throws SQLException {
        var roles = Set.of((String[]) row.getArray(column).getArray());
        return caller != null
                && caller.posts().stream()
                        .anyMatch(post -> roles.contains(post.role().name()));
    }

    private Tag tag(ResultSet row, List<Kind> kinds) throws SQLException {
        var code = vault.open(TAG, row.getBytes("kind"));
        return new Tag(
                Rows.id(row, "id"),
                kinds.stream()
                        .filter(kind -> kind.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> TAG_KIND_UNKNOWN.with(code)),
                Rows.day(row, "since"),
                Rows.day(row, "until"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Rows.CHINA);
    }
}
