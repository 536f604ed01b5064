package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.settings.Adjustments;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
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
    static final String FORMS_CAP = "tasking.weekly-forms-cap";

    private final ScopedQuery scoped;
    private final Posts posts;
    private final Workers workers;
    private final Forms forms;
    private final Adjustments adjustments;
    private final Clock clock;

    Burden(ScopedQuery scoped, Posts posts, Workers workers, Forms forms, Adjustments adjustments, Clock clock) {
        this.scoped = scoped;
        this.posts = posts;
        this.workers = workers;
        this.forms = forms;
        this.adjustments = adjustments;
        this.clock = clock;
    }

    /**
     * What one worker has.
     *
     * @param given this week
     * @param done this week
     * @param minutes said for what was done this week, by where the task came from
     * @param forms filled in this week: checklists, surveys at a door, visits; absent on ground that is not the caller's
     * @param room how many more tasks the cap leaves this week; absent while none is set
     * @param overCap more were given this week than the cap allows
     * @param overForms more forms were filled in than the cap allows
     */
    public record Load(
            AccountId account,
            String name,
            long open,
            long given,
            long done,
            Map<TaskSource, Long> minutes,
            @Nullable Long forms,
            @Nullable Long room,
            boolean overCap,
            boolean overForms) {}

    /**
     * The week.
     *
     * @param cap how many tasks a worker is to be given in a week; absent while none is set
     * @param formsCap how many forms a worker is to fill in; absent while none is set
     */
    public record Week(
            LocalDate since, @Nullable Long cap, @Nullable Long formsCap, List<Load> items) {}

    /**
     * Of all whose tasks the caller sees in that area; of a street or less of the caller's also of grid workers who have
     * none, since they have room.
     */
    public Week of(AreaCode area, Caller caller) {
        boolean own = PatrolPlans.covers(caller, area);
        boolean all = own && area.level().digits() >= AreaLevel.STREET.digits();
        return week(
                theirs(caller).and("t.area >= ? and t.area < ?", area.code(), area.end()),
                all ? workers.of(area) : List.of(),
                own);
    }

    /** The caller's own. */
    public Week mine(Caller caller) {
        return week(theirs(caller).and("t.assignee = ?", caller.id().id()), List.of(caller.id()), true);
    }

    private ScopedQuery.Query theirs(Caller caller) {
        return scoped.from(caller, "tasking.task t").and("t.assignee is not null");
    }

    private record Part(UUID account, TaskSource source, long open, long given, long done, long minutes) {}

    private Week week(ScopedQuery.Query tasks, List<AccountId> others, boolean withForms) {
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
        var byAccount = new TreeMap<UUID, List<Part>>();
        others.forEach(account -> byAccount.put(account.id(), new ArrayList<>()));
        parts.forEach(part -> byAccount
                .computeIfAbsent(part.account(), id -> new ArrayList<>())
                .add(part));
        var caps = new Caps(adjustments.of(CAP), adjustments.of(FORMS_CAP));
        var accounts = byAccount.keySet().stream().map(AccountId::new).toList();
        var filled = withForms ? forms.ofThisWeek(accounts) : null;
        var loads = byAccount.entrySet().stream()
                .map(each -> load(new AccountId(each.getKey()), each.getValue(), filled, caps))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
        return new Week(since, orNull(caps.tasks()), orNull(caps.forms()), loads);
    }

    /** 0 is none. */
    private record Caps(long tasks, long forms) {}

    private static @Nullable Long orNull(long cap) {
        return cap == 0 ? null : cap;
    }

    private Load load(AccountId account, List<Part> parts, @Nullable Map<AccountId, Long> filled, Caps caps) {
        var minutes = new EnumMap<TaskSource, Long>(TaskSource.class);
        parts.stream().filter(part -> part.minutes() > 0).forEach(part -> minutes.put(part.source(), part.minutes()));
        long given = parts.stream().mapToLong(Part::given).sum();
        Long written = filled == null ? null : filled.getOrDefault(account, 0L);
        return new Load(
                account,
                posts.find(account).map(Posts.Holder::name).orElse("—"),
                parts.stream().mapToLong(Part::open).sum(),
                given,
                parts.stream().mapToLong(Part::done).sum(),
                minutes,
                written,
                caps.tasks() == 0 ? null : Math.max(0, caps.tasks() - given),
                isOver(given, caps.tasks()),
                written != null && isOver(written, caps.forms()));
    }

    static boolean isOver(long given, long cap) {
        return cap > 0 && given > cap;
    }

    /** The Monday of that week. */
    static LocalDate since(Instant now) {
        return LocalDate.ofInstant(now, Rows.CHINA).with(ChronoField.DAY_OF_WEEK, 1);
    }
}
