package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.settings.Adjustments;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * How much each worker has in hand this week (减负), so that whoever gives out work sees when it is too much. In the order of
 * names: it is no ranking, and there is none.
 */
@Service
public class Burden {

    static final String CAP = "tasking.weekly-cap";

    private final ScopedQuery scoped;
    private final Posts posts;
    private final Adjustments adjustments;
    private final Clock clock;

    Burden(ScopedQuery scoped, Posts posts, Adjustments adjustments, Clock clock) {
        this.scoped = scoped;
        this.posts = posts;
        this.adjustments = adjustments;
        this.clock = clock;
    }

    /**
     * What one worker has.
     *
     * @param given this week
     * @param done this week
     * @param minutes said for what was done this week, by where the task came from
     * @param overCap more were given this week than the cap allows
     */
    public record Load(
            AccountId account,
            String name,
            long open,
            long given,
            long done,
            Map<TaskSource, Long> minutes,
            boolean overCap) {}

    /**
     * The week.
     *
     * @param cap how many tasks a worker is to be given in a week; absent while none is set
     */
    public record Week(LocalDate since, @Nullable Long cap, List<Load> items) {}

    /** Of all whose tasks the caller sees in that area. */
    public Week of(AreaCode area, Caller caller) {
        return week(theirs(caller).and("t.area >= ? and t.area < ?", area.code(), area.end()));
    }

    /** The caller's own. */
    public Week mine(Caller caller) {
        return week(theirs(caller).and("t.assignee = ?", caller.id().id()));
    }

    private ScopedQuery.Query theirs(Caller caller) {
        return scoped.from(caller, "tasking.task t").and("t.assignee is not null");
    }

    private record Part(UUID account, TaskSource source, long open, long given, long done, long minutes) {}

    private Week week(ScopedQuery.Query tasks) {
        var since = since(clock.instant());
        var at = Rows.startOf(since);
        // a moment as it is written needs no quoting
        var parts = tasks.join("left join tasking.task_result r on r.task = t.id")
                .select("""
                        t.assignee, t.source, count(*) filter (where t.state = 'OPEN') as open,
                        count(*) filter (where t.opened_at >= '%1$s') as given,
                        count(*) filter (where t.state = 'DONE' and t.ended_at >= '%1$s') as done,
                        coalesce(sum(r.minutes) filter (where t.ended_at >= '%1$s'), 0) as minutes""".formatted(at))
                .and("t.state = 'OPEN' or t.opened_at >= ? or t.ended_at >= ?", Rows.at(at), Rows.at(at))
                .groupBy("t.assignee, t.source")
                .limit(20_000)
                .list((row, n) -> new Part(
                        Rows.id(row, "assignee"),
                        TaskSource.valueOf(row.getString("source")),
                        row.getLong("open"),
                        row.getLong("given"),
                        row.getLong("done"),
                        row.getLong("minutes")));
        long cap = adjustments.of(CAP);
        var byAccount = new TreeMap<UUID, List<Part>>();
        parts.forEach(part -> byAccount
                .computeIfAbsent(part.account(), id -> new ArrayList<>())
                .add(part));
        var loads = byAccount.entrySet().stream()
                .map(each -> load(new AccountId(each.getKey()), each.getValue(), cap))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
        return new Week(since, cap == 0 ? null : cap, loads);
    }

    private Load load(AccountId account, List<Part> parts, long cap) {
        var minutes = new EnumMap<TaskSource, Long>(TaskSource.class);
        parts.stream().filter(part -> part.minutes() > 0).forEach(part -> minutes.put(part.source(), part.minutes()));
        long given = parts.stream().mapToLong(Part::given).sum();
        return new Load(
                account,
                posts.find(account).map(Posts.Holder::name).orElse("—"),
                parts.stream().mapToLong(Part::open).sum(),
                given,
                parts.stream().mapToLong(Part::done).sum(),
                minutes,
                isOver(given, cap));
    }

    static boolean isOver(long given, long cap) {
        return cap > 0 && given > cap;
    }

    /** The Monday of that week. */
    static LocalDate since(Instant now) {
        return LocalDate.ofInstant(now, Rows.CHINA).with(ChronoField.DAY_OF_WEEK, 1);
    }
}
