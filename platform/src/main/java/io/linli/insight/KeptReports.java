package io.linli.insight;

import static io.linli.insight.InsightProblem.INSIGHT_KEPT_REPORT_CLOSED;
import static io.linli.insight.InsightProblem.INSIGHT_KEPT_REPORT_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.identity.Posts;
import io.linli.insight.Subscriptions.Due;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports as they were made on schedule. Each holds what its reader might see then, so it is theirs alone, and closed to
 * them when they have left one of those posts.
 */
@Service
@Transactional
public class KeptReports {

    private static final int LISTED = 100;

    private final JdbcClient database;
    private final Grounds grounds;
    private final Posts posts;
    private final JsonMapper json;
    private final Clock clock;

    KeptReports(JdbcClient database, Grounds grounds, Posts posts, JsonMapper json, Clock clock) {
        this.database = database;
        this.grounds = grounds;
        this.posts = posts;
        this.json = json;
        this.clock = clock;
    }

    /** One in the list. */
    public record Kept(
            UUID id, Reports.Kind kind, AreaCode area, String areaName, LocalDate from, LocalDate to, Instant madeAt) {}

    private record Stored(AreaCode area, Set<String> posts, String content) {}

    /** The caller's own, the newest first. */
    @Transactional(readOnly = true)
    public List<Kept> of(Caller caller) {
        return database.sql("""
                        select id, kind, area, first_day, last_day, made_at from insight.kept_report
                        where account = ? order by made_at desc limit ?""")
                .params(caller.id().id(), LISTED)
                .query((row, n) -> {
                    var area = new AreaCode(row.getString(3));
                    return new Kept(
                            row.getObject(1, UUID.class),
                            Reports.Kind.valueOf(row.getString(2)),
                            area,
                            grounds.name(area),
                            row.getObject(4, LocalDate.class),
                            row.getObject(5, LocalDate.class),
                            row.getObject(6, OffsetDateTime.class).toInstant());
                })
                .list();
    }

    /** As it was made; whether the caller may still see it is asked anew. */
    @Transactional(readOnly = true)
    public Reports.Made open(Caller caller, UUID id) {
        var stored = database.sql("select area, posts, content from insight.kept_report where id = ? and account = ?")
                .params(id, caller.id().id())
                .query((row, n) -> new Stored(new AreaCode(row.getString(1)), names(row.getArray(2)), row.getString(3)))
                .optional()
                .orElseThrow(INSIGHT_KEPT_REPORT_UNKNOWN::with);
        grounds.of(caller, stored.area());
        if (!held(caller.id()).containsAll(stored.posts())) {
            throw INSIGHT_KEPT_REPORT_CLOSED.with();
        }
        return json.readValue(stored.content(), Reports.Made.class);
    }

    UUID add(Due due, Collection<Post> made, Reports.Made report) {
        var id = Ids.next();
        var period = report.report().period();
        database.sql("""
                        insert into insight.kept_report (id, subscription, account, kind, area, first_day, last_day, made_at,
                            posts, content)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .params(
                        id,
                        due.id(),
                        due.account().id(),
                        due.kind().name(),
                        due.area().code(),
                        period.from(),
                        period.to(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        made.stream().map(KeptReports::name).distinct().sorted().toArray(String[]::new),
                        json.writeValueAsString(report))
                .update();
        return id;
    }

    void forgetBefore(Instant then) {
        database.sql("delete from insight.kept_report where made_at < ?")
                .param(then.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Set<String> held(AccountId account) {
        return posts.find(account).map(Posts.Holder::posts).stream()
                .flatMap(Collection::stream)
                .map(KeptReports::name)
                .collect(Collectors.toSet());
    }

    private static String name(Post post) {
        return post.role() + "@" + post.area() + (post.unit() == null ? "" : "/" + post.unit());
    }

    private static Set<String> names(Array array) throws SQLException {
        return new TreeSet<>(Arrays.asList((String[]) array.getArray()));
    }
}
