package io.linli.tasking;

import static io.linli.countable.IndicatorDefinition.Better.NONE;
import static io.linli.countable.IndicatorDefinition.Kind.COUNT;
import static io.linli.countable.IndicatorDefinition.Unit.NUMBER;

import io.linli.countable.Count;
import io.linli.countable.Countable;
import io.linli.countable.IndicatorDefinition;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.journal.JournalEntry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workload as a figure, before it is done: what was given that ends with a task, where and to whom it was given. */
@Component
class WorkGiven implements Countable {

    private static final String GROUPED = """
        select t.given_in as area, t.unit, t.restricted, t.given_to as assignee, t.owner, t.hidden_from,
            (t.opened_at at time zone 'Asia/Shanghai')::date as day, count(*) as amount
        from tasking.task t
        where t.given_in is not null and %s
        group by 1, 2, 3, 4, 5, 6, 7""";

    private final JdbcClient database;
    private final ScopedQuery scoped;

    WorkGiven(JdbcClient database, ScopedQuery scoped) {
        this.database = database;
        this.scoped = scoped;
    }

    @Override
    public String key() {
        return "tasks-given";
    }

    @Override
    public List<IndicatorDefinition> indicators() {
        return List.of(
                WorkDone.WORKLOAD,
                new IndicatorDefinition("tasks-given", WorkDone.WORKLOAD.code(), 60, COUNT, NUMBER, NONE));
    }

    @Override
    public List<Count> counts(List<JournalEntry> entries) {
        var given = entries.stream()
                .filter(entry -> entry.is(TaskGiven.class))
                .map(entry -> entry.as(TaskGiven.class).task())
                .toArray(UUID[]::new);
        // where it was given, and to whom, stays as it was
        return given.length == 0
                ? List.of()
                : WorkDone.counted(
                        database.sql(GROUPED.formatted("t.id = any (?)")).param(given));
    }

    @Override
    public List<Count> recount() {
        return WorkDone.counted(database.sql(GROUPED.formatted("true")));
    }

    @Override
    public @Nullable String permission() {
        return null; // lists of tasks are open to whoever sees the tasks
    }

    @Override
    public List<Row> rows(Caller caller, Wanted wanted) {
        if (Boolean.FALSE.equals(wanted.above())) {
            return List.of();
        }
        var query = scoped.from(caller, "tasking.task t")
                .select("t.id, t.opened_at, t.given_in, t.title")
                .and(
                        "t.given_in >= ? and t.given_in < ?",
                        wanted.area().code(),
                        wanted.area().end())
                .and("t.opened_at >= ?", Rows.at(Rows.startOf(wanted.first())))
                .and("t.opened_at < ?", Rows.at(Rows.endOf(wanted.last())));
        var after = wanted.after();
        if (after != null) {
            query.and("(t.opened_at, t.id) < (?, ?)", Rows.at(after.at()), after.id());
        }
        return query.orderBy("t.opened_at desc, t.id desc")
                .limit(wanted.most())
                .list((row, n) -> new Row(
                        Rows.id(row, "id"),
                        Rows.instant(row, "opened_at"),
                        Rows.area(row, "given_in"),
                        row.getString("title"),
                        1,
                        1,
                        null));
    }
}
