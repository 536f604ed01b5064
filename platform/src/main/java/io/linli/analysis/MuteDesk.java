package io.linli.analysis;

import static io.linli.analysis.AnalysisProblem.MUTE_ENDED;
import static io.linli.analysis.AnalysisProblem.MUTE_UNKNOWN;
import static io.linli.analysis.AnalysisProblem.MUTE_UNTIL_UNFIT;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.Redaction;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets people not be told of something for a while, with a reason and an end. What was muted is counted and kept. */
@Service
@Transactional
public class MuteDesk {

    private static final Duration LONGEST = Duration.ofDays(90);

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final SignalInbox inbox;
    private final WarningDesk desk;
    private final SignalWords words;
    private final Posts posts;
    private final Redaction redaction;
    private final Acts acts;
    private final Clock clock;

    MuteDesk(
            JdbcClient database,
            ScopedQuery scoped,
            SignalInbox inbox,
            WarningDesk desk,
            SignalWords words,
            Posts posts,
            Redaction redaction,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.scoped = scoped;
        this.inbox = inbox;
        this.desk = desk;
        this.words = words;
        this.posts = posts;
        this.redaction = redaction;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * What is muted.
     *
     * @param whole all of its kind in the area, and not one topic only
     * @param signals how many it has kept back
     */
    public record Mute(
            UUID id,
            SignalKind kind,
            String title,
            AreaCode area,
            String areaName,
            boolean whole,
            String reason,
            @Nullable String by,
            Instant at,
            Instant until,
            @Nullable Instant endedAt,
            long signals) {}

    /** The topic of a warning, or all of its kind in its area; the warning itself ends with that. */
    public Mute mute(Caller caller, UUID warning, boolean whole, String reason, Instant until) {
        var now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw MUTE_UNTIL_UNFIT.with(LONGEST.toDays()).at("until");
        }
        var seen = inbox.warning(caller, warning);
        var id = Ids.next();
        var clean = redaction.redact(reason);
        database.sql("""
                        insert into analysis.mute (id, topic, kind, area, unit, reason, muted_by, at, until)
                        select ?, case when ? then null else topic end, kind, area, unit, ?, ?, ?, ?
                        from analysis.warning where id = ?""")
                .params(
                        id,
                        whole,
                        clean,
                        caller.id().id(),
                        now.atOffset(ZoneOffset.UTC),
                        until.atOffset(ZoneOffset.UTC),
                        warning)
                .update();
        desk.mute(caller, warning, clean);
        acts.did(Act.of("signal.mute").on("mute", id, seen.kind(), seen.area()).because(clean));
        return find(caller, id);
    }

    public Mute end(Caller caller, UUID id) {
        if (find(caller, id).endedAt() != null) {
            throw MUTE_ENDED.with();
        }
        database.sql("update analysis.mute set ended_at = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                .update();
        acts.did(Act.of("signal.unmute").on("mute", id));
        return find(caller, id);
    }

    /** Those that hold first, then the latest. */
    public List<Mute> list(Caller caller, int size) {
        return scoped.from(caller, "analysis.mute m")
                .select("m.*")
                .orderBy("m.ended_at is not null, m.at desc, m.id desc")
                .limit(size)
                .list((row, n) -> mute(row));
    }

    private Mute find(Caller caller, UUID id) {
        return scoped.from(caller, "analysis.mute m")
                .select("m.*")
                .and("m.id = ?", id)
                .first((row, n) -> mute(row))
                .orElseThrow(() -> MUTE_UNKNOWN.with(id));
    }

    private Mute mute(ResultSet row) throws SQLException {
        var kind = SignalKind.valueOf(row.getString("kind"));
        var area = new AreaCode(row.getString("area"));
        return new Mute(
                row.getObject("id", UUID.class),
                kind,
                words.title(kind),
                area,
                words.areaName(area),
                row.getString("topic") == null,
                row.getString("reason"),
                posts.find(new AccountId(row.getObject("muted_by", UUID.class)))
                        .map(Posts.Holder::name)
                        .orElse(null),
                WarningRows.at(row, "at"),
                WarningRows.at(row, "until"),
                WarningRows.instant(row, "ended_at"),
                row.getLong("signals"));
    }
}
