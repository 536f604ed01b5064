package io.linli.insight;

import io.linli.incident.IncidentId;
import io.linli.incident.Rating;
import io.linli.insight.MatterReader.Known;
import io.linli.journal.JournalEntry.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows that figures are made of, in two generations, and which of them is shown. In the system's scope only. */
@Repository
class Matters {

    /**
     * Which generation is shown.
     *
     * @param askedAt a recount is under way since then
     * @param countedAt when the last one was done, of how many, of which how many were not as they had been
     */
    record Model(
            int active,
            @Nullable Instant askedAt,
            @Nullable Instant countedAt,
            @Nullable Long counted,
            @Nullable Long differed) {}

    private static final String FACTS = """
            incident, number, area, unit, restricted, hidden_from, category, status, source, urgent, reported_at,
            responded_at, due_at, ended_at, late, reworks, reopenings, escalations, contacted, solved, satisfied,
            rated_at, partial, last""";

    private static final String WRITE = "insert into insight.matter (generation, " + FACTS + """
            ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (generation, incident) do update set
                area = excluded.area, unit = excluded.unit, restricted = excluded.restricted,
                hidden_from = excluded.hidden_from, category = excluded.category, status = excluded.status,
                urgent = excluded.urgent, responded_at = excluded.responded_at, due_at = excluded.due_at,
                ended_at = excluded.ended_at, late = excluded.late, reworks = excluded.reworks,
                reopenings = excluded.reopenings, escalations = excluded.escalations, contacted = excluded.contacted,
                solved = excluded.solved, satisfied = excluded.satisfied, rated_at = excluded.rated_at,
                partial = excluded.partial, last = excluded.last""";

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Clock clock;

    Matters(JdbcClient database, JdbcTemplate batches, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.clock = clock;
    }

    Model model() {
        return database.sql("select active, asked_at, counted_at, counted, differed from insight.model")
                .query((row, n) -> new Model(
                        row.getInt(1),
                        instant(row, 2),
                        instant(row, 3),
                        row.getObject(4, Long.class),
                        row.getObject(5, Long.class)))
                .single();
    }

    Map<IncidentId, Track> tracks(int generation, Collection<IncidentId> incidents) {
        Map<IncidentId, Track> found = new HashMap<>();
        database.sql("""
                        select incident, responded_at, ended_at, late, reworks, reopenings, escalations, contacted, solved,
                            satisfied, rated_at, partial
                        from insight.matter where generation = ? and incident = any (?)""")
                .params(generation, incidents.stream().map(IncidentId::id).toArray(UUID[]::new))
                .query(row -> {
                    found.put(new IncidentId(row.getObject(1, UUID.class)), track(row));
                });
        return found;
    }

    private static Track track(ResultSet row) throws SQLException {
        var ratedAt = instant(row, 11);
        return new Track(
                instant(row, 2),
                instant(row, 3),
                row.getBoolean(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                ratedAt == null ? null : new Rating(row.getBoolean(8), row.getBoolean(9), row.getBoolean(10)),
                ratedAt,
                row.getBoolean(12));
    }

    void write(int generation, Map<IncidentId, Known> matters) {
        hold(generation);
        var incidents = matters.keySet().stream().map(IncidentId::id).toArray(UUID[]::new);
        forgetSums(generation, incidents); // of the days that they counted into,
        batches.batchUpdate(
                WRITE,
                matters.entrySet().stream()
                        .map(each -> row(generation, each.getKey(), each.getValue()))
                        .toList());
        forgetSums(generation, incidents); // and of those that they count into now
    }

    /** Until the end of the transaction nobody else writes rows of it, or sums of them; false when there are none yet. */
    boolean hold(int generation) {
        return database.sql("select 1 from insight.progress where generation = ? for update")
                .param(generation)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void forgetSums(int generation, UUID[] incidents) {
        database.sql("""
                        delete from insight.summed_day where generation = ? and (counted_by, day) in (
                            select told.by, (told.at at time zone 'Asia/Shanghai')::date
                            from insight.matter m, lateral (values
                                ('REPORTED', m.reported_at), ('ENDED', m.ended_at), ('RATED', m.rated_at)) told (by, at)
                            where m.generation = ? and m.incident = any (?) and told.at is not null)""").params(generation, generation, incidents).update();
    }

    private static @Nullable Object[] row(int generation, IncidentId incident, Known known) {
        var facts = known.facts();
        var track = known.track();
        var rating = track.rating();
        return new @Nullable Object[] {
            generation,
            incident.id(),
            facts.number(),
            facts.area().code(),
            facts.unit() == null ? null : facts.unit().id(),
            facts.restricted(),
            facts.hiddenFrom() == null ? null : facts.hiddenFrom().code(),
            facts.category(),
            facts.status().name(),
            facts.source().name(),
            facts.urgent(),
            at(facts.reportedAt()),
            at(track.respondedAt()),
            at(facts.dueAt()),
            at(track.endedAt()),
            track.late(),
            track.reworks(),
            track.reopenings(),
            track.escalations(),
            rating == null ? null : rating.contacted(),
            rating == null ? null : rating.solved(),
            rating == null ? null : rating.satisfied(),
            at(track.ratedAt()),
            track.partial(),
            known.last().toString()
        };
    }

    void progressed(int generation, Position to) {
        database.sql("""
                        insert into insight.progress (generation, epoch, xid, seq) values (?, ?, ?, ?)
                        on conflict (generation) do update
                            set epoch = excluded.epoch, xid = excluded.xid, seq = excluded.seq""")
                .params(generation, to.epoch(), to.transaction(), to.number())
                .update();
    }

    Optional<Position> progress(int generation) {
        return database.sql("select epoch, xid, seq from insight.progress where generation = ?")
                .param(generation)
                .query((row, n) -> new Position(row.getInt(1), row.getLong(2), row.getLong(3)))
                .optional();
    }

    /** Empties the generation that is not shown, for a recount; false when one is under way already. */
    boolean beginRecount(int generation, UUID by) {
        int begun = database.sql(
                        "update insight.model set asked_at = ?, asked_by = ? where asked_at is null and active <> ?")
                .params(now(), by, generation)
                .update();
        if (begun == 1) {
            database.sql("select insight.empty_generation(?)")
                    .param(generation)
                    .query((row, n) -> true)
                    .single();
        }
        return begun == 1;
    }

    /** The other one has caught up: it is shown from now on. */
    void show(int generation) {
        database.sql("""
                        update insight.model set active = ?, asked_at = null, asked_by = null, counted_at = ?,
                            counted = (select count(*) from insight.matter where generation = ?), differed = null""").params(generation, now(), generation).update();
    }

    /**
     * How many incidents the generation that was shown before told otherwise, by the same last event. What happened after
     * it was put away it cannot know.
     */
    long differing(int active) {
        return database.sql("""
                        select count(*) from insight.matter before
                        left join insight.matter now on now.generation = ? and now.incident = before.incident
                        where before.generation = ? and (now.incident is null or now.last = before.last
                            and to_jsonb(now) - 'generation' <> to_jsonb(before) - 'generation')""").params(active, 1 - active).query(Long.class).single();
    }

    void differed(long incidents) {
        database.sql("update insight.model set differed = ? where asked_at is null")
                .param(incidents)
                .update();
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
