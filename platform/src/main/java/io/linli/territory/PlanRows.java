package io.linli.territory;

import io.linli.territory.PlanDraft.Opening;
import io.linli.territory.PlanDraft.Share;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of plans. */
@Component
class PlanRows {

    /** How far a plan that is being published has come. */
    enum Phase {
        /** What has to be there when the new areas open. */
        AHEAD,
        /** The new areas open and the old ones close, all at once. */
        GROUND,
        /** What stands on the ground moves, batch by batch. */
        MATTERS,
        /** What was only needed until then ends. */
        REST
    }

    /** A plan as its row stands. */
    record Entry(
            UUID id,
            PlanDraft draft,
            PlanState state,
            @Nullable Phase phase,
            int version,
            String madeBy,
            Instant madeAt,
            @Nullable String publishedBy,
            @Nullable Instant turnedAt,
            @Nullable Instant endedAt) {}

    /** Of how many before, so many became one with another, and so many there are after. */
    record Total(long before, long merged, @Nullable Long after) {}

    private final JdbcClient database;
    private final Clock clock;

    PlanRows(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void add(UUID id, PlanDraft draft, String actor) {
        database.sql("""
                insert into territory.plan (id, area, name, reason, holds_from, state, version, made_by, made_at, changed_at)
                values (?, ?, ?, ?, ?, 'DRAFT', 1, ?, ?, ?)""")
                .params(Arrays.asList(
                        id, draft.area().code(), draft.name(), draft.reason(), draft.from(), actor, now(), now()))
                .update();
        content(id, draft);
    }

    void change(UUID id, PlanDraft draft) {
        database.sql("""
                update territory.plan set area = ?, name = ?, reason = ?, holds_from = ?, state = 'DRAFT',
                    version = version + 1, changed_at = ? where id = ?""")
                .params(Arrays.asList(draft.area().code(), draft.name(), draft.reason(), draft.from(), now(), id))
                .update();
        database.sql("delete from territory.plan_opening where plan = ?")
                .param(id)
                .update();
        database.sql("delete from territory.plan_share where plan = ?")
                .param(id)
                .update();
        content(id, draft);
    }

    private void content(UUID id, PlanDraft draft) {
        var writer = new WKBWriter();
        var opens = draft.opens();
        database.sql("""
                insert into territory.plan_opening (plan, code, name, kind, purpose, outline)
                select ?, code, name, kind, purpose, outline
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[]) as o (code, name, kind, purpose, outline)""")
                .params(
                        id,
                        AreaRows.array(
                                opens.stream().map(opening -> opening.code().code())),
                        AreaRows.array(opens.stream().map(Opening::name)),
                        AreaRows.array(opens.stream()
                                .map(opening -> opening.kind() == null
                                        ? null
                                        : opening.kind().name())),
                        AreaRows.array(opens.stream().map(Opening::purpose)),
                        opens.stream()
                                .map(opening -> opening.outline() == null ? null : writer.write(opening.outline()))
                                .toArray(byte[][]::new))
                .update();
        for (var share : draft.shares()) {
            database.sql("""
                    insert into territory.plan_share (plan, source, target, part, buildings) values (?, ?, ?, ?, ?)""")
                    .params(
                            id,
                            share.from().code(),
                            share.to().code(),
                            share.part(),
                            share.buildings().toArray(String[]::new))
                    .update();
        }
    }

    Optional<Entry> find(UUID id) {
        return database.sql("select * from territory.plan where id = ?")
                .param(id)
                .query((row, n) -> entry(row))
                .optional();
    }

    /** Held back from everybody else until the transaction ends. */
    Optional<Entry> lock(UUID id) {
        return database.sql("select * from territory.plan where id = ? for update")
                .param(id)
                .query((row, n) -> entry(row))
                .optional();
    }

    /** The same, unless somebody else works on it at this moment. */
    Optional<Entry> claim(UUID id) {
        return database.sql("select * from territory.plan where id = ? for update skip locked")
                .param(id)
                .query((row, n) -> entry(row))
                .optional();
    }

    /** Newest first; the same as the filter says or later. */
    List<PlanView.Item> list(@Nullable UUID after, int size, Territory territory) {
        return database.sql("""
                select p.*, (select count(*) from territory.plan_opening o where o.plan = p.id) as opens,
                    (select count(distinct source) from territory.plan_share s where s.plan = p.id) as closes
                from territory.plan p where ?::uuid is null or p.id < ?::uuid order by p.id desc limit ?""")
                .params(Arrays.asList(after, after, size))
                .query((row, n) -> {
                    var area = new AreaCode(row.getString("area"));
                    return new PlanView.Item(
                            row.getObject("id", UUID.class),
                            area,
                            territory.find(area).map(Area::name).orElse(area.code()),
                            row.getString("name"),
                            row.getObject("holds_from", LocalDate.class),
                            PlanState.valueOf(row.getString("state")),
                            row.getInt("opens"),
                            row.getInt("closes"),
                            at(row.getObject("made_at", OffsetDateTime.class)),
                            orNull(row.getObject("ended_at", OffsetDateTime.class)));
                })
                .list();
    }

    /** Those that are being published, and those that were published only just now. */
    List<UUID> atWork(Instant since) {
        return database.sql("""
                select id from territory.plan
                where state = 'PUBLISHING' or state = 'PUBLISHED' and ended_at > ? order by id""")
                .param(since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** The ground of those that are being published. */
    List<AreaCode> publishing() {
        return database.sql("select area from territory.plan where state = 'PUBLISHING'")
                .query((row, n) -> new AreaCode(row.getString(1)))
                .list();
    }

    void previewed(UUID id) {
        database.sql("update territory.plan set state = 'PREVIEWED' where id = ?")
                .param(id)
                .update();
    }

    void drop(UUID id) {
        database.sql("update territory.plan set state = 'DROPPED', ended_at = ? where id = ?")
                .params(now(), id)
                .update();
    }

    void begin(UUID id, String actor) {
        database.sql("update territory.plan set state = 'PUBLISHING', phase = 'AHEAD', published_by = ? where id = ?")
                .params(actor, id)
                .update();
    }

    void enter(UUID id, Phase phase) {
        database.sql("""
                update territory.plan set phase = ?, turned_at = case when ? then ?::timestamptz else turned_at end
                where id = ?""")
                .params(phase.name(), phase == Phase.MATTERS, now(), id)
                .update();
    }

    /** Back to where it can be changed, since the ground has changed before the new areas were open. */
    void giveBack(UUID id) {
        database.sql("update territory.plan set state = 'DRAFT', phase = null, version = version + 1 where id = ?")
                .param(id)
                .update();
        database.sql("delete from territory.plan_total where plan = ?")
                .param(id)
                .update();
        database.sql("delete from territory.plan_figure where plan = ?")
                .param(id)
                .update();
    }

    void end(UUID id) {
        database.sql("update territory.plan set state = 'PUBLISHED', phase = null, ended_at = ? where id = ?")
                .params(now(), id)
                .update();
    }

    void before(UUID id, String what, Map<AreaCode, Long> counts, long total, long merged) {
        database.sql("insert into territory.plan_total (plan, what, before, merged) values (?, ?, ?, ?)")
                .params(id, what, total, merged)
                .update();
        database.sql("""
                insert into territory.plan_figure (plan, area, what, n)
                select ?, area, ?, n from unnest(?::text[], ?::bigint[]) as f (area, n)""")
                .params(
                        id,
                        what,
                        AreaRows.array(counts.keySet().stream().map(AreaCode::code)),
                        counts.values().toArray(Long[]::new))
                .update();
    }

    void after(UUID id, String what, long total) {
        database.sql("update territory.plan_total set after = ? where plan = ? and what = ?")
                .params(total, id, what)
                .update();
    }

    Map<String, Total> totals(UUID id) {
        var totals = new TreeMap<String, Total>();
        database.sql("select what, before, merged, after from territory.plan_total where plan = ?")
                .param(id)
                .query(row -> {
                    totals.put(
                            row.getString(1), new Total(row.getLong(2), row.getLong(3), row.getObject(4, Long.class)));
                });
        return totals;
    }

    private Entry entry(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var phase = row.getString("phase");
        var draft = new PlanDraft(
                new AreaCode(row.getString("area")),
                row.getString("name"),
                row.getString("reason"),
                row.getObject("holds_from", LocalDate.class),
                openings(id),
                shares(id));
        return new Entry(
                id,
                draft,
                PlanState.valueOf(row.getString("state")),
                phase == null ? null : Phase.valueOf(phase),
                row.getInt("version"),
                row.getString("made_by"),
                at(row.getObject("made_at", OffsetDateTime.class)),
                row.getString("published_by"),
                orNull(row.getObject("turned_at", OffsetDateTime.class)),
                orNull(row.getObject("ended_at", OffsetDateTime.class)));
    }

    private List<Opening> openings(UUID plan) {
        var reader = new WKBReader();
        return database.sql("select * from territory.plan_opening where plan = ? order by code")
                .param(plan)
                .query((row, n) -> new Opening(
                        new AreaCode(row.getString("code")),
                        row.getString("name"),
                        AreaRows.kind(row.getString("kind")),
                        row.getString("purpose"),
                        shape(reader, row.getBytes("outline"))))
                .list();
    }

    private List<Share> shares(UUID plan) {
        return database.sql("select * from territory.plan_share where plan = ? order by source, part, target")
                .param(plan)
                .query((row, n) -> new Share(
                        new AreaCode(row.getString("source")),
                        new AreaCode(row.getString("target")),
                        row.getBoolean("part"),
                        AreaRows.texts(row, "buildings")))
                .list();
    }

    private static @Nullable Geometry shape(WKBReader reader, byte @Nullable [] wkb) {
        try {
            return wkb == null ? null : reader.read(wkb);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant at(OffsetDateTime time) {
        return time.toInstant();
    }

    private static @Nullable Instant orNull(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
