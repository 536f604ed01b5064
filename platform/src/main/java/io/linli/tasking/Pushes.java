package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.PUSH_DUE_PAST;
import static io.linli.tasking.TaskingProblem.PUSH_FUND_USED_UP;
import static io.linli.tasking.TaskingProblem.PUSH_LEVEL_UNFIT;
import static io.linli.tasking.TaskingProblem.PUSH_NOT_ADMITTED;
import static io.linli.tasking.TaskingProblem.PUSH_NOT_IN_FORCE;
import static io.linli.tasking.TaskingProblem.PUSH_OTHER_GROUND;
import static io.linli.tasking.TaskingProblem.PUSH_OTHER_UNIT;
import static io.linli.tasking.TaskingProblem.PUSH_TOO_OFTEN;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.Redaction;
import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Idempotency;
import io.linli.settings.Idempotency.Attempt;
import io.linli.settings.Ids;
import io.linli.tasking.Tasks.FieldTask;
import io.linli.tasking.WorkItem.State;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way in which a department gives communities and grids something to do: by an item of the admission list that is
 * in force, its own, and meant for that ground. All else is refused, and that it was asked is kept.
 */
@Service
public class Pushes {

    /** What is kept of refusals; a date that is past is a slip of the pen. */
    private static final Set<TaskingProblem> RECORDED = EnumSet.of(
            PUSH_NOT_ADMITTED,
            PUSH_NOT_IN_FORCE,
            PUSH_OTHER_UNIT,
            PUSH_LEVEL_UNFIT,
            PUSH_OTHER_GROUND,
            PUSH_TOO_OFTEN,
            PUSH_FUND_USED_UP);

    private final JdbcClient database;
    private final WorkItemRows items;
    private final Tasks tasks;
    private final Assignments assignments;
    private final Territory territory;
    private final ScopedQuery scoped;
    private final Redaction redaction;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final Acts acts;
    private final Clock clock;

    Pushes(
            JdbcClient database,
            WorkItemRows items,
            Tasks tasks,
            Assignments assignments,
            Territory territory,
            ScopedQuery scoped,
            Redaction redaction,
            Idempotency idempotency,
            PlatformTransactionManager transactions,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.items = items;
        this.tasks = tasks;
        this.assignments = assignments;
        this.territory = territory;
        this.scoped = scoped;
        this.redaction = redaction;
        this.idempotency = idempotency;
        this.transaction = new TransactionTemplate(transactions);
        this.acts = acts;
        this.clock = clock;
    }

    /** What is asked of which areas until when. */
    public record Wanted(
            List<AreaCode> areas, LocalDate due, @Nullable String words) {}

    /** How far the tasks of an item have come, as far as the caller sees them. */
    public record Progress(
            AreaCode area,
            String areaName,
            boolean open,
            Instant openedAt,
            @Nullable Instant dueAt) {}

    /** What was asked and refused. The reason is the name of a problem. */
    public record Refusal(
            UUID id,
            Instant at,
            @Nullable UUID workItem,
            @Nullable String title,
            @Nullable String words,
            String reason,
            AreaCode area,
            String areaName,
            @Nullable String unit) {}

    public record Page(List<Refusal> items, @Nullable UUID next) {}

    /** A task for each area, or for none. Sent again with the same key it is done once. */
    public UUID push(UUID item, Wanted wanted, Caller caller, Attempt attempt) {
        var areas = wanted.areas().stream().distinct().sorted().toList();
        try {
            return idempotency.onceSeeing(attempt, () -> push(item, areas, wanted, caller), id -> id, id -> id);
        } catch (ProblemException refused) {
            if (refused.problem() instanceof TaskingProblem problem && RECORDED.contains(problem)) {
                keep(item, areas, wanted, problem, caller);
            }
            throw refused;
        }
    }

    private UUID push(UUID id, List<AreaCode> areas, Wanted wanted, Caller caller) {
        if (items.find(id).isEmpty()) {
            throw PUSH_NOT_ADMITTED.with();
        }
        var item = items.lock(id).item();
        check(item, areas, caller);
        if (wanted.due().isBefore(items.today())) {
            throw PUSH_DUE_PAST.with().at("due");
        }
        var push = Ids.next();
        var now = clock.instant();
        database.sql("insert into tasking.push (id, work_item, unit, pushed_by, at) values (?, ?, ?, ?, ?)")
                .params(push, id, item.unit().id(), caller.id().id(), Rows.at(now))
                .update();
        var words = wanted.words();
        for (var area : areas) {
            database.sql("insert into tasking.pushed (push, work_item, area, at, cost) values (?, ?, ?, ?, ?)")
                    .params(push, id, area.code(), Rows.at(now), item.cost())
                    .update();
            tasks.give(new FieldTask(
                    "push:" + push + "/" + area,
                    TaskSource.WORK_ITEM,
                    item.title(),
                    words == null ? null : redaction.redact(words),
                    area,
                    null,
                    assignments.at(area),
                    caller.id(),
                    null,
                    id,
                    null,
                    now,
                    Rows.endOf(wanted.due()),
                    false));
        }
        acts.did(Act.of("work-item.push").on("work-item", id, push));
        return push;
    }

    private void check(WorkItem item, List<AreaCode> areas, Caller caller) {
        if (item.state() == State.PROPOSED || item.state() == State.DECLINED) {
            throw PUSH_NOT_ADMITTED.with();
        }
        if (!item.inForce()) {
            throw PUSH_NOT_IN_FORCE.with(item.title(), item.validFrom(), item.validUntil());
        }
        if (!WorkItems.isOf(caller, item.unit())) {
            throw PUSH_OTHER_UNIT.with(item.title(), item.unit());
        }
        for (var area : areas) {
            if (!item.area().contains(area)
                    || territory.find(area).filter(Area::open).isEmpty()) {
                throw PUSH_OTHER_GROUND.with(item.title(), area).at("areas");
            }
            if (!item.levels().contains(area.level())) {
                throw PUSH_LEVEL_UNFIT.with(item.title(), area).at("areas");
            }
        }
        var fund = item.fundAmount();
        if (item.cost() > 0 && (fund == null || item.spent() + item.cost() * areas.size() > fund)) { // 费随事转
            throw PUSH_FUND_USED_UP.with(item.title());
        }
        var since = item.period().since(items.today());
        if (since != null) {
            database.sql("""
                    select area from tasking.pushed
                    where work_item = ? and area = any (?) and at >= ? order by area limit 1""")
                    .params(
                            item.id(),
                            areas.stream().map(AreaCode::code).toArray(String[]::new),
                            Rows.at(Rows.startOf(since)))
                    .query(String.class)
                    .optional()
                    .ifPresent(area -> {
                        throw PUSH_TOO_OFTEN.with(item.title(), area).at("areas");
                    });
        }
    }

    /** In a transaction of its own: the one that was refused is gone. */
    private void keep(UUID id, List<AreaCode> areas, Wanted wanted, Problem why, Caller caller) {
        var words = wanted.words();
        transaction.executeWithoutResult(status -> {
            var item = items.find(id).map(WorkItemRows.Entry::item).orElse(null);
            var unit = caller.posts().stream()
                    .map(post -> post.unit())
                    .filter(own -> own != null)
                    .findFirst()
                    .orElse(null);
            for (var area : areas) {
                database.sql("""
                        insert into tasking.push_refusal (id, at, work_item, title, words, reason, area, unit, owner)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                        .params(java.util.Arrays.asList(
                                Ids.next(),
                                Rows.at(clock.instant()),
                                item == null ? null : id,
                                item == null ? null : item.title(),
                                words == null ? null : redaction.redact(words),
                                why.name(),
                                area.code(),
                                unit == null ? null : unit.id(),
                                caller.id().id()))
                        .update();
            }
            acts.did(Act.of("work-item.push").on("work-item", id).refused(why.name()));
        });
    }

    /** Newest first, of the caller's ground or what they asked for themselves. */
    public Page refusals(Caller caller, @Nullable UUID after, int size) {
        var query = scoped.from(caller, "tasking.push_refusal r")
                .select("r.*")
                .orderBy("r.id desc")
                .limit(size + 1);
        if (after != null) {
            query.and("r.id < ?", after);
        }
        var found = query.list((row, n) -> refusal(row));
        var shown = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(shown), found.size() > size ? shown.getLast().id() : null);
    }

    /** The tasks of an item, newest first. */
    public List<Progress> progress(UUID item, Caller caller) {
        return scoped.from(caller, "tasking.task t")
                .select("t.area, t.state, t.opened_at, t.due_at")
                .and("t.work_item = ?", item)
                .orderBy("t.opened_at desc, t.area")
                .limit(1000)
                .list((row, n) -> {
                    var area = Rows.area(row, "area");
                    return new Progress(
                            area,
                            name(area),
                            row.getString("state").equals("OPEN"),
                            Rows.instant(row, "opened_at"),
                            Rows.instantOrNull(row, "due_at"));
                });
    }

    private Refusal refusal(ResultSet row) throws SQLException {
        var area = Rows.area(row, "area");
        return new Refusal(
                Rows.id(row, "id"),
                Rows.instant(row, "at"),
                Rows.idOrNull(row, "work_item"),
                row.getString("title"),
                row.getString("words"),
                row.getString("reason"),
                area,
                name(area),
                row.getString("unit"));
    }

    private String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }
}
