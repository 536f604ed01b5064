package io.linli.tasking;

import static io.linli.countable.IndicatorDefinition.Better.NONE;
import static io.linli.countable.IndicatorDefinition.Kind.COUNT;
import static io.linli.countable.IndicatorDefinition.Kind.EACH;
import static io.linli.countable.IndicatorDefinition.Kind.GROUP;
import static io.linli.countable.IndicatorDefinition.Unit.MINUTES;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The workload as figures: what was done that ends with a task, by whoever did it, or the time that they said for it. */
final class WorkDone implements Countable {

    static final IndicatorDefinition WORKLOAD = new IndicatorDefinition("workload", null, 60, GROUP, NUMBER, NONE);

    private static final String GROUPED = """
        select t.area, t.unit, t.restricted, t.assignee, t.owner, t.hidden_from,
            (t.ended_at at time zone 'Asia/Shanghai')::date as day, sum(%s) as amount
        from tasking.task t join tasking.task_result r on r.task = t.id
        where t.state = 'DONE' and %s
        group by 1, 2, 3, 4, 5, 6, 7""";

    private final String key;
    private final String amount;
    private final List<IndicatorDefinition> indicators;
    private final JdbcClient database;
    private final ScopedQuery scoped;

    /** @param amount what a task counts, as an expression of ours */
    private WorkDone(
            String key, String amount, List<IndicatorDefinition> indicators, JdbcClient database, ScopedQuery scoped) {
        this.key = key;
        this.amount = amount;
        this.indicators = indicators;
        this.database = database;
        this.scoped = scoped;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public List<IndicatorDefinition> indicators() {
        return indicators;
    }

    @Override
    public List<Count> counts(List<JournalEntry> entries) {
        var done = entries.stream()
                .filter(entry -> entry.is(TaskDone.class))
                .map(entry -> entry.as(TaskDone.class).task())
                .toArray(UUID[]::new);
        // how long it took and who did it stays with the task, and never changes once it is done
        return done.length == 0
                ? List.of()
                : counted(database.sql(GROUPED.formatted(amount, "t.id = any (?)"))
                        .param(done));
    }

    @Override
    public List<Count> recount() {
        return counted(database.sql(GROUPED.formatted(amount, "true")));
    }

    /** Rows with the columns of {@link Count.Seen}, a day and an amount; all of them count above the line. */
    static List<Count> counted(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, n) -> new Count(
                        Rows.day(row, "day"), Count.Seen.of(row), row.getLong("amount"), row.getLong("amount")))
                .list();
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
                .join("join tasking.task_result r on r.task = t.id")
                .select("t.id, t.ended_at, t.area, t.title, " + amount + " as amount")
                .and(
                        "t.area >= ? and t.area < ?",
                        wanted.area().code(),
                        wanted.area().end())
                .and("t.ended_at >= ?", Rows.at(Rows.startOf(wanted.first())))
                .and("t.ended_at < ?", Rows.at(Rows.endOf(wanted.last())))
                .and("t.state = 'DONE'")
                .and(amount + " > 0");
        var after = wanted.after();
        if (after != null) {
            query.and("(t.ended_at, t.id) < (?, ?)", Rows.at(after.at()), after.id());
        }
        return query.orderBy("t.ended_at desc, t.id desc").limit(wanted.most()).list((row, n) -> {
            long much = row.getLong("amount");
            return new Row(
                    Rows.id(row, "id"),
                    Rows.instant(row, "ended_at"),
                    Rows.area(row, "area"),
                    row.getString("title"),
                    much,
                    much,
                    null);
        });
    }

    /** How many tasks, and how long they took. */
    @Configuration(proxyBeanMethods = false)
    static class Counted {

        @Bean
        WorkDone tasksDone(JdbcClient database, ScopedQuery scoped) {
            return new WorkDone(
                    "tasks-done",
                    "1",
                    List.of(
                            WORKLOAD,
                            new IndicatorDefinition("tasks-done", WORKLOAD.code(), 61, COUNT, NUMBER, NONE),
                            new IndicatorDefinition("tasks-each", WORKLOAD.code(), 62, EACH, NUMBER, NONE)),
                    database,
                    scoped);
        }

        @Bean
        WorkDone taskMinutes(JdbcClient database, ScopedQuery scoped) {
            return new WorkDone(
                    "task-minutes",
                    "coalesce(r.minutes, 0)",
                    List.of(
                            WORKLOAD,
                            new IndicatorDefinition("task-minutes", WORKLOAD.code(), 63, COUNT, MINUTES, NONE),
                            new IndicatorDefinition("task-minutes-each", WORKLOAD.code(), 64, EACH, MINUTES, NONE)),
                    database,
                    scoped);
        }
    }
}
