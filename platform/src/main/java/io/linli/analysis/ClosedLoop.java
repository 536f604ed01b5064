package io.linli.analysis;

import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * From the signal to its result (感知–分析–处置): each signal belongs to a warning or was muted with a reason, and each
 * warning has somebody who answers for it and comes to an end, or goes a level up in time. What does not is an orphan.
 */
@Service
public class ClosedLoop {

    private static final Duration SWEPT = Duration.ofMinutes(10);
    private static final int MOST = 100;

    private final ScopedQuery scoped;
    private final Posts posts;
    private final Clock clock;

    ClosedLoop(ScopedQuery scoped, Posts posts, Clock clock) {
        this.scoped = scoped;
        this.posts = posts;
        this.clock = clock;
    }

    /** Why something is an orphan. */
    public enum Why {
        NO_WARNING,
        NOBODY_ANSWERS,
        NOT_ESCALATED
    }

    /** One that leads nowhere: a signal, or a warning. */
    public record Orphan(UUID id, Why why, AreaCode area, Instant at) {}

    /**
     * What became of the signals of a time.
     *
     * @param sensed signals
     * @param muted of these
     * @param warned of these, those that belong to a warning
     * @param warnings those that were raised in the time
     * @param acting of these, those that somebody is at
     * @param waiting of these, those that nobody has looked at yet
     * @param escalated of these, those that went a level up
     */
    public record Report(
            @Nullable AreaCode area,
            Instant from,
            Instant to,
            long sensed,
            long muted,
            long warned,
            long warnings,
            long waiting,
            long acknowledged,
            long acting,
            long handled,
            long falseAlarms,
            long nothingToDo,
            long closedByMuting,
            long escalated,
            long orphans,
            List<Orphan> orphanItems) {}

    public Report report(Caller caller, @Nullable AreaCode area, Instant from, Instant to) {
        var signals = counted(
                scoped.from(caller, "analysis.signal s"),
                "s",
                area,
                "s.at",
                from,
                to,
                "count(*)",
                "count(*) filter (where s.mute is not null)",
                "count(*) filter (where s.warning is not null)");
        var warnings = counted(
                scoped.from(caller, "analysis.warning w"),
                "w",
                area,
                "w.opened_at",
                from,
                to,
                "count(*)",
                "count(*) filter (where w.status = 'OPEN')",
                "count(*) filter (where w.status = 'ACKNOWLEDGED')",
                "count(*) filter (where w.status = 'ACTING')",
                "count(*) filter (where w.outcome = 'HANDLED')",
                "count(*) filter (where w.outcome = 'FALSE_ALARM')",
                "count(*) filter (where w.outcome = 'NOTHING_TO_DO')",
                "count(*) filter (where w.outcome = 'MUTED')",
                "count(*) filter (where w.escalations > 0)");
        var orphans = orphans(caller, area, from, to);
        return new Report(
                area,
                from,
                to,
                signals.get(0),
                signals.get(1),
                signals.get(2),
                warnings.get(0),
                warnings.get(1),
                warnings.get(2),
                warnings.get(3),
                warnings.get(4),
                warnings.get(5),
                warnings.get(6),
                warnings.get(7),
                warnings.get(8),
                orphans.size(),
                orphans.stream().limit(MOST).toList());
    }

    private static List<Long> counted(
            ScopedQuery.Query query,
            String row,
            @Nullable AreaCode area,
            String at,
            Instant from,
            Instant to,
            String... numbers) {
        within(query.select(String.join(", ", numbers)), row, area);
        query.and(at + " >= ? and " + at + " < ?", from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
        return query.list((found, n) -> {
                    var counts = new ArrayList<Long>();
                    for (int i = 1; i <= numbers.length; i++) {
                        counts.add(found.getLong(i));
                    }
                    return counts;
                })
                .getFirst();
    }

    private List<Orphan> orphans(Caller caller, @Nullable AreaCode area, Instant from, Instant to) {
        var orphans = new ArrayList<Orphan>();
        var lonely = scoped.from(caller, "analysis.signal s")
                .select("s.id, s.area, s.at")
                .and("s.warning is null and s.mute is null")
                .and("s.at >= ? and s.at < ?", from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
        within(lonely, "s", area);
        orphans.addAll(lonely.orderBy("s.at")
                .list((row, n) -> new Orphan(
                        row.getObject("id", UUID.class),
                        Why.NO_WARNING,
                        new AreaCode(row.getString("area")),
                        WarningRows.at(row, "at"))));
        var late = clock.instant().minus(SWEPT).atOffset(ZoneOffset.UTC);
        var open = scoped.from(caller, "analysis.warning w")
                .select("w.id, w.area, w.opened_at, w.holder_role, w.holder_area, w.due_at <= '" + late + "' as late")
                .and("w.status <> 'CLOSED'")
                .and(
                        "w.opened_at >= ? and w.opened_at < ?",
                        from.atOffset(ZoneOffset.UTC),
                        to.atOffset(ZoneOffset.UTC));
        within(open, "w", area);
        open.orderBy("w.opened_at").list((row, n) -> {
            var post = WarningRows.post(row);
            boolean held = !posts.at(post.area(), post.role()).isEmpty();
            if (!held || row.getBoolean("late")) {
                orphans.add(new Orphan(
                        row.getObject("id", UUID.class),
                        held ? Why.NOT_ESCALATED : Why.NOBODY_ANSWERS,
                        new AreaCode(row.getString("area")),
                        WarningRows.at(row, "opened_at")));
            }
            return n;
        });
        return orphans;
    }

    private static void within(ScopedQuery.Query query, String row, @Nullable AreaCode area) {
        if (area != null) {
            query.and("%1$s.area >= ? and %1$s.area < ?".formatted(row), area.code(), area.end());
        }
    }
}
