package io.linli.dataprotection;

import static io.linli.dataprotection.DataProtectionProblem.ERASURE_WAITS;
import static io.linli.dataprotection.DataProtectionProblem.PROTECTION_REQUEST_AREA_UNKNOWN;
import static io.linli.dataprotection.DataProtectionProblem.PROTECTION_REQUEST_DECIDED;
import static io.linli.dataprotection.DataProtectionProblem.PROTECTION_REQUEST_KIND_UNFIT;
import static io.linli.dataprotection.DataProtectionProblem.PROTECTION_REQUEST_NEEDS_ANOTHER;
import static io.linli.dataprotection.DataProtectionProblem.PROTECTION_REQUEST_TOO_LONG;
import static io.linli.dataprotection.DataProtectionProblem.PROTECTION_REQUEST_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.PersonalSource;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody asks, another person decides: a department for data of a territory, whoever exports many people's data, a
 * resident for the erasure of their own. What is granted ends on its day.
 */
@Service
@Transactional
public class ProtectionRequests {

    static final String PURPOSE = "dataprotection.purpose";
    private static final String ANSWER = "dataprotection.answer";

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final Territory territory;
    private final Posts posts;
    private final List<PersonalSource> sources;
    private final Vault vault;
    private final Texts texts;
    private final Acts acts;
    private final Clock clock;
    private final Duration longest;
    private final Duration exportWithin;

    ProtectionRequests(
            JdbcClient database,
            ScopedQuery scoped,
            Territory territory,
            Posts posts,
            List<PersonalSource> sources,
            Vault vault,
            Texts texts,
            Acts acts,
            Clock clock,
            @Value("${linli.dataprotection.access-longest:366d}") Duration longest,
            @Value("${linli.dataprotection.export-within:7d}") Duration exportWithin) {
        this.database = database;
        this.scoped = scoped;
        this.territory = territory;
        this.posts = posts;
        this.sources = List.copyOf(sources);
        this.vault = vault;
        this.texts = texts;
        this.acts = acts;
        this.clock = clock;
        this.longest = longest;
        this.exportWithin = exportWithin;
    }

    public enum Kind {
        ACCESS,
        EXPORT,
        ERASURE
    }

    public enum State {
        OPEN,
        GRANTED,
        REFUSED,
        ENDED
    }

    /**
     * One request.
     *
     * @param by who asks, where staff do; residents are not named
     * @param what kinds of data, or the list to be exported
     * @param names of what, as people read them
     * @param inForce whether it can be made use of now
     * @param run the report of what was erased
     */
    public record Request(
            UUID id,
            Kind kind,
            AreaCode area,
            String areaName,
            @Nullable String unit,
            @Nullable String by,
            List<String> what,
            List<String> names,
            @Nullable Integer most,
            String purpose,
            State state,
            Instant madeAt,
            @Nullable Instant until,
            @Nullable Instant decidedAt,
            @Nullable String answer,
            boolean inForce,
            @Nullable UUID run) {}

    /** What one may ask for: a kind of data, and the words for it. */
    public record Choice(String kind, String what) {}

    @Transactional(readOnly = true)
    public List<Choice> choices() {
        return sources.stream()
                .map(source -> new Choice(source.kind(), texts.say("personal." + source.kind() + ".what")))
                .toList();
    }

    /** A department asks for kinds of data of a territory, for a purpose and until a day. */
    public UUID askAccess(AreaCode area, List<String> kinds, String purpose, Instant until, Caller caller) {
        if (territory.find(area).isEmpty()) {
            throw PROTECTION_REQUEST_AREA_UNKNOWN.with(area.code()).at("area");
        }
        var known = sources.stream().map(PersonalSource::kind).toList();
        if (!known.containsAll(kinds)) {
            throw PROTECTION_REQUEST_KIND_UNFIT.with(String.join(", ", known)).at("what");
        }
        var now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(longest))) {
            throw PROTECTION_REQUEST_TOO_LONG.with(longest.toDays()).at("until");
        }
        return add(Kind.ACCESS, area, List.copyOf(kinds), null, purpose, until, caller);
    }

    /** Somebody asks to take a list of many people away. */
    public UUID askExport(String list, int most, String purpose, Caller caller) {
        return add(Kind.EXPORT, ground(caller), List.of(list), most, purpose, null, caller);
    }

    /** Somebody asks to be erased (个人信息保护法 art. 47). */
    UUID askErasure(String purpose, Caller caller) {
        try {
            return add(Kind.ERASURE, ground(caller), List.of(), null, purpose, null, caller);
        } catch (DuplicateKeyException e) {
            throw ERASURE_WAITS.with();
        }
    }

    private AreaCode ground(Caller caller) {
        return caller.posts().isEmpty()
                ? territory.root()
                : caller.posts().getFirst().area();
    }

    private UUID add(
            Kind kind,
            AreaCode area,
            List<String> what,
            @Nullable Integer most,
            String purpose,
            @Nullable Instant until,
            Caller caller) {
        var id = Ids.next();
        var unit = caller.posts().stream()
                .map(Post::unit)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Object::toString)
                .orElse(null);
        database.sql("""
                insert into dataprotection.request (id, area, unit, owner, kind, what, most, purpose, state, made_at, until)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?)""")
                .params(Arrays.asList(
                        id,
                        area.code(),
                        unit,
                        caller.id().id(),
                        kind.name(),
                        what.toArray(String[]::new),
                        most,
                        vault.seal(PURPOSE, purpose),
                        Rows.at(clock.instant()),
                        Rows.atOrNull(until)))
                .update();
        acts.did(act("ask", kind, id).because(purpose));
        return id;
    }

    /** Those that wait on the caller's ground, and those that were decided, newest first. */
    @Transactional(readOnly = true)
    public List<Request> forDeciders(@Nullable String after, int size, Caller caller) {
        var query = scoped.from(caller, "dataprotection.request r").select("r.*");
        if (after != null) {
            query.and("r.id < ?", Rows.after(after));
        }
        return query.orderBy("r.id desc").limit(size).list((row, n) -> request(row));
    }

    @Transactional(readOnly = true)
    public List<Request> mine(int size, Caller caller) {
        return scoped.from(caller, "dataprotection.request r")
                .select("r.*")
                .and("r.owner = ?", caller.id().id())
                .orderBy("r.id desc")
                .limit(size)
                .list((row, n) -> request(row));
    }

    /** Another person's word. Row security hides what is not on their ground. */
    public Kind decide(UUID id, boolean granted, @Nullable String answer, Caller caller) {
        var asked = lock(id);
        if (asked.owner().equals(caller.id().id())) {
            throw PROTECTION_REQUEST_NEEDS_ANOTHER.with();
        }
        if (asked.state() != State.OPEN) {
            throw PROTECTION_REQUEST_DECIDED.with();
        }
        var now = clock.instant();
        var until = asked.kind() == Kind.EXPORT ? now.plus(exportWithin) : asked.until();
        database.sql("""
                update dataprotection.request
                set state = ?, decided_at = ?, decided_by = ?, answer = ?, until = ? where id = ?""")
                .params(Arrays.asList(
                        (granted ? State.GRANTED : State.REFUSED).name(),
                        Rows.at(now),
                        caller.id().id(),
                        answer == null ? null : vault.seal(ANSWER, answer),
                        Rows.atOrNull(until),
                        id))
                .update();
        var act = act("decide", asked.kind(), id).because(answer);
        acts.did(granted ? act : act.refused(null));
        return asked.kind();
    }

    /** Before its day, by whoever asked or decides. */
    public void end(UUID id, Caller caller) {
        var asked = lock(id);
        if (asked.kind() != Kind.ACCESS || asked.state() != State.GRANTED) {
            throw PROTECTION_REQUEST_DECIDED.with();
        }
        if (!asked.owner().equals(caller.id().id()) && !caller.may(DataProtectionPermissions.DECIDE)) {
            throw PROTECTION_REQUEST_UNKNOWN.with();
        }
        database.sql("update dataprotection.request set state = 'ENDED' where id = ?")
                .param(id)
                .update();
        acts.did(act("end", asked.kind(), id));
    }

    private record Asked(
            UUID owner, Kind kind, State state, @Nullable Instant until) {}

    private Asked lock(UUID id) {
        return database.sql("select * from dataprotection.request where id = ? for no key update")
                .param(id)
                .query((row, n) -> new Asked(
                        Rows.id(row, "owner"),
                        Kind.valueOf(row.getString("kind")),
                        State.valueOf(row.getString("state")),
                        Rows.instantOrNull(row, "until")))
                .optional()
                .orElseThrow(PROTECTION_REQUEST_UNKNOWN::with);
    }

    /** One that the caller may see. */
    @Transactional(readOnly = true)
    public Request get(UUID id) {
        return database.sql("select * from dataprotection.request where id = ?")
                .param(id)
                .query((row, n) -> request(row))
                .optional()
                .orElseThrow(PROTECTION_REQUEST_UNKNOWN::with);
    }

    /** Whether the caller asked for it. */
    boolean isOf(UUID id, Caller caller) {
        return scoped.from(caller, "dataprotection.request r")
                .select("r.id")
                .and("r.id = ? and r.owner = ?", id, caller.id().id())
                .first((row, n) -> id)
                .isPresent();
    }

    private Request request(ResultSet row) throws SQLException {
        var area = new AreaCode(row.getString("area"));
        var kind = Kind.valueOf(row.getString("kind"));
        var state = State.valueOf(row.getString("state"));
        var until = Rows.instantOrNull(row, "until");
        var answer = row.getBytes("answer");
        var what = List.of((String[]) row.getArray("what").getArray());
        boolean lasts = until != null && until.isAfter(clock.instant()) && row.getObject("used_at") == null;
        return new Request(
                Rows.id(row, "id"),
                kind,
                area,
                territory.fullName(area),
                row.getString("unit"),
                kind == Kind.ERASURE ? null : name(Rows.id(row, "owner")),
                what,
                what.stream().map(texts::named).toList(),
                row.getObject("most", Integer.class),
                vault.open(PURPOSE, row.getBytes("purpose")),
                state,
                Rows.instant(row, "made_at"),
                until,
                Rows.instantOrNull(row, "decided_at"),
                answer == null ? null : vault.open(ANSWER, answer),
                state == State.GRANTED && lasts,
                row.getObject("run", UUID.class));
    }

    private @Nullable String name(UUID account) {
        return posts.find(new AccountId(account)).map(Posts.Holder::name).orElse(null);
    }

    private static Act act(String what, Kind kind, UUID id) {
        return Act.of("dataprotection." + what + "-" + kind.name().toLowerCase(Locale.ROOT))
                .on("request", id);
    }
}
