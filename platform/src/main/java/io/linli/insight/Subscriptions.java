package io.linli.insight;

import static io.linli.insight.InsightProblem.INSIGHT_SUBSCRIPTIONS_FULL;
import static io.linli.insight.InsightProblem.INSIGHT_SUBSCRIPTION_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who wants the report of which area each day, week or month. Everybody decides for themselves, of ground they may see. */
@Service
@Transactional
public class Subscriptions {

    /** Of one account. */
    static final int MOST = 20;

    private final JdbcClient database;
    private final Grounds grounds;
    private final Acts acts;
    private final InsightSettings settings;
    private final Clock clock;

    Subscriptions(JdbcClient database, Grounds grounds, Acts acts, InsightSettings settings, Clock clock) {
        this.database = database;
        this.grounds = grounds;
        this.acts = acts;
        this.settings = settings;
        this.clock = clock;
    }

    public enum End {
        HOLDER,
        /** The account is locked or gone, or nothing permits it any more. */
        PERMISSION,
        /** The area is theirs no more, or is no more. */
        AREA
    }

    /**
     * One subscription.
     *
     * @param endedBy why it ended; null while it holds
     */
    public record Subscription(
            UUID id,
            Reports.Kind kind,
            AreaCode area,
            String areaName,
            Instant begunAt,
            @Nullable Instant endedAt,
            @Nullable End endedBy) {}

    /** One's own: what holds first, then what ended lately. */
    @Transactional(readOnly = true)
    public List<Subscription> of(Caller caller) {
        return database.sql("""
                        select id, kind, area, begun_at, ended_at, ended_by from insight.subscription where account = ?
                        order by ended_at desc nulls first, begun_at desc limit 50""")
                .param(caller.id().id())
                .query((row, n) -> subscription(row))
                .list();
    }

    /** From the next one on that is made; what is wanted already is wanted once. */
    public Subscription begin(Caller caller, Reports.Kind kind, @Nullable AreaCode asked) {
        var area = grounds.of(caller, asked).area();
        // of two requests at once the second sees the first
        database.sql("select pg_advisory_xact_lock(hashtextextended('insight.subscription' || ?, 0))")
                .param(caller.id().toString())
                .query((row, n) -> true)
                .single();
        var held = of(caller).stream().filter(each -> each.endedAt() == null).toList();
        var same = held.stream()
                .filter(each -> each.kind() == kind && each.area().equals(area))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        if (held.size() >= MOST) {
            throw INSIGHT_SUBSCRIPTIONS_FULL.with(MOST);
        }
        var now = clock.instant();
        var id = Ids.next();
        database.sql("""
                        insert into insight.subscription (id, account, kind, area, begun_at, told_until)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(id, caller.id().id(), kind.name(), area.code(), at(now), over(kind, now))
                .update();
        acts.did(Act.of("insight.subscription.begin").on("subscription", id));
        return new Subscription(id, kind, area, grounds.name(area), now, null, null);
    }

    public void end(Caller caller, UUID id) {
        int ended = database.sql("""
                        update insight.subscription set ended_at = ?, ended_by = 'HOLDER'
                        where id = ? and account = ? and ended_at is null""")
                .params(at(clock.instant()), id, caller.id().id())
                .update();
        if (ended == 0) {
            throw INSIGHT_SUBSCRIPTION_UNKNOWN.with();
        }
        acts.did(Act.of("insight.subscription.end").on("subscription", id));
    }

    /** The last day of the newest one whose time is over, and after the hour at which reports are made. */
    LocalDate over(Reports.Kind kind, Instant now) {
        var here = now.atZone(Period.CHINA);
        var day = here.toLocalTime().isBefore(settings.reports().at())
                ? here.toLocalDate().minusDays(1)
                : here.toLocalDate();
        return kind.around(day).from().minusDays(1);
    }

    /** A report that somebody waits for; of several that were missed the newest. */
    record Due(UUID id, AccountId account, Reports.Kind kind, AreaCode area, LocalDate lastDay) {}

    @Transactional(readOnly = true)
    List<Due> due(Instant now, int most) {
        return database.sql("""
                        select s.id, s.account, s.kind, s.area, o.last_day
                        from insight.subscription s
                        join unnest(?::text[], ?::date[]) as o (kind, last_day)
                            on o.kind = s.kind and s.told_until < o.last_day
                        where s.ended_at is null order by s.told_until, s.id limit ?""")
                .params(texts(Reports.Kind::name), texts(kind -> over(kind, now).toString()), most)
                .query((row, n) -> new Due(
                        row.getObject(1, UUID.class),
                        new AccountId(row.getObject(2, UUID.class)),
                        Reports.Kind.valueOf(row.getString(3)),
                        new AreaCode(row.getString(4)),
                        row.getObject(5, LocalDate.class)))
                .list();
    }

    private static String[] texts(Function<Reports.Kind, String> of) {
        return Arrays.stream(Reports.Kind.values()).map(of).toArray(String[]::new);
    }

    /** Whether it is this one's to send; of several instances the first gets it. */
    boolean told(Due due) {
        return database.sql("""
                        update insight.subscription set told_until = ?
                        where id = ? and told_until < ? and ended_at is null""").params(due.lastDay(), due.id(), due.lastDay()).update() == 1;
    }

    /** Whether it held until now. */
    boolean end(Due due, End why, Instant now) {
        return database.sql("""
                        update insight.subscription set ended_at = ?, ended_by = ? where id = ? and ended_at is null""").params(at(now), why.name(), due.id()).update() == 1;
    }

    private Subscription subscription(ResultSet row) throws SQLException {
        var area = new AreaCode(row.getString("area"));
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        var why = row.getString("ended_by");
        return new Subscription(
                row.getObject("id", UUID.class),
                Reports.Kind.valueOf(row.getString("kind")),
                area,
                grounds.name(area),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                why == null ? null : End.valueOf(why));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
