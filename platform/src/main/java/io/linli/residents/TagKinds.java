package io.linli.residents;

import static io.linli.residents.ResidentsProblem.TAG_KIND_ENDED;
import static io.linli.residents.ResidentsProblem.TAG_KIND_EXISTS;
import static io.linli.residents.ResidentsProblem.TAG_KIND_ROLES_UNFIT;
import static io.linli.residents.ResidentsProblem.TAG_KIND_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The dictionary of marks on people, as those who administer keep it: what there is, on which legal basis, who may set and
 * who may see it. How many people bear one is told to nobody.
 */
@Service
@Transactional
public class TagKinds {

    /** Marks serve to serve people: those who look after them on their ground, and nobody else. */
    private static final Set<Role> ROLES =
            Set.of(Role.GRID_WORKER, Role.COMMUNITY_WORKER, Role.STREET_STAFF, Role.DISTRICT_STAFF);

    private static final int MOST_CHANGES = 200;

    public enum What {
        ADDED,
        /** It was said on which law it rests. */
        BASIS,
        ENDED
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
            List<Role> setters,
            List<Role> seers,
            @Nullable Instant endedAt) {}

    public record Change(
            String kind,
            String chinese,
            String english,
            What what,
            @Nullable String detail,
            String reason,
            Instant at,
            @Nullable String by) {}

    private final JdbcClient database;
    private final Posts posts;
    private final Acts acts;
    private final Clock clock;

    TagKinds(JdbcClient database, Posts posts, Acts acts, Clock clock) {
        this.database = database;
        this.posts = posts;
        this.acts = acts;
        this.clock = clock;
    }

    /** Those in use first. */
    @Transactional(readOnly = true)
    public List<Kind> all() {
        return database.sql("select * from residents.tag_kind order by ended_at is not null, code")
                .query((row, n) -> new Kind(
                        row.getString("code"),
                        row.getString("chinese"),
                        row.getString("english"),
                        row.getString("basis"),
                        roles((String[]) row.getArray("setters").getArray()),
                        roles((String[]) row.getArray("seers").getArray()),
                        row.getObject("ended_at") == null ? null : Rows.instant(row, "ended_at")))
                .list();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Change> changes() {
        return database.sql("""
                        select c.*, k.chinese, k.english from residents.tag_kind_change c
                        join residents.tag_kind k on k.code = c.kind order by c.at desc, c.id desc limit ?""")
                .param(MOST_CHANGES)
                .query((row, n) -> new Change(
                        row.getString("kind"),
                        row.getString("chinese"),
                        row.getString("english"),
                        What.valueOf(row.getString("what")),
                        row.getString("detail"),
                        row.getString("reason"),
                        Rows.instant(row, "at"),
                        posts.find(new AccountId(Rows.id(row, "by")))
                                .map(Posts.Holder::name)
                                .orElse(null)))
                .list();
    }

    /** Who may set it may also see it. A code is never used again. */
    public void add(
            String code,
            String chinese,
            String english,
            String basis,
            Set<Role> setters,
            Set<Role> seers,
            String reason,
            Caller caller) {
        if (!ROLES.containsAll(setters)) {
            throw TAG_KIND_ROLES_UNFIT.with().at("setters");
        }
        if (!ROLES.containsAll(seers) || !seers.containsAll(setters)) {
            throw TAG_KIND_ROLES_UNFIT.with().at("seers");
        }
        try {
            database.sql("""
                    insert into residents.tag_kind (code, chinese, english, basis, setters, seers)
                    values (?, ?, ?, ?, ?, ?)""")
                    .params(code, chinese, english, basis, names(setters), names(seers))
                    .update();
        } catch (DuplicateKeyException e) {
            throw TAG_KIND_EXISTS.with(code, chinese).at("code");
        }
        keep(code, What.ADDED, basis, reason, caller);
    }

    /** Says on which law a kind rests. */
    public void base(String code, String basis, String reason, Caller caller) {
        inUse(code);
        database.sql("update residents.tag_kind set basis = ? where code = ?")
                .params(basis, code)
                .update();
        keep(code, What.BASIS, basis, reason, caller);
    }

    /** Nobody sets it any more; marks that were set hold until their day. */
    public void end(String code, String reason, Caller caller) {
        inUse(code);
        database.sql("update residents.tag_kind set ended_at = ? where code = ?")
                .params(Rows.at(clock.instant()), code)
                .update();
        keep(code, What.ENDED, null, reason, caller);
    }

    private void inUse(String code) {
        var open = database.sql("select ended_at is null from residents.tag_kind where code = ? for update")
                .param(code)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> TAG_KIND_UNKNOWN.with(code));
        if (!open) {
            throw TAG_KIND_ENDED.with(code);
        }
    }

    private void keep(String code, What what, @Nullable String detail, String reason, Caller caller) {
        database.sql("""
                insert into residents.tag_kind_change (id, kind, what, detail, reason, at, by)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        Ids.next(),
                        code,
                        what.name(),
                        detail,
                        reason,
                        Rows.at(clock.instant()),
                        caller.id().id()))
                .update();
        acts.did(Act.of("tag-kind." + (what == What.ADDED ? "add" : what == What.BASIS ? "base" : "end"))
                .on("tag-kind", code)
                .because(reason));
    }

    private static List<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::valueOf).sorted().toList();
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).toArray(String[]::new);
    }
}
