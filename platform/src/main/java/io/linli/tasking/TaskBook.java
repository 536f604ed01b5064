package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.settings.Ids;
import io.linli.settings.Writes;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

@Service
class TaskBook implements Tasks {

    private static final int MOST = 200;

    private final Writes writes;
    private final JdbcClient database;
    private final Assignments assignments;
    private final ApplicationEventPublisher events;

    TaskBook(Writes writes, JdbcClient database, Assignments assignments, ApplicationEventPublisher events) {
        this.writes = writes;
        this.database = database;
        this.assignments = assignments;
        this.events = events;
    }

    @Override
    public void open(NewTask task) {
        var to = task.to();
        var queue = to.queue();
        writes.add(
                """
                insert into tasking.task (id, matter, title, area, place, unit, restricted, assignee, hidden_from,
                    queue_role, queue_area, urgent, state, opened_at, due_at, source)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?)""",
                Ids.next(),
                task.matter(),
                task.title(),
                task.area().code(),
                task.place(),
                to.unit() == null ? null : to.unit().id(),
                task.restricted(),
                to.assignee() == null ? null : to.assignee().id(),
                task.hiddenFrom() == null ? null : task.hiddenFrom().code(),
                queue == null ? null : queue.role().name(),
                queue == null ? null : queue.area().code(),
                task.urgent(),
                at(task.openedAt()),
                at(task.dueAt()),
                TaskSource.of(task.matter()).name());
    }

    @Override
    public UUID give(FieldTask task) {
        return add(task, null);
    }

    @Override
    public UUID give(FieldTask task, Beside beside) {
        return add(task, beside);
    }

    private UUID add(FieldTask task, @Nullable Beside beside) {
        var hiddenFrom = beside == null ? null : beside.hiddenFrom();
        var id = Ids.next();
        var to = task.to();
        var queue = to.queue();
        writes.add(
                """
                insert into tasking.task (id, matter, title, area, place, unit, assignee, owner, queue_role, queue_area,
                    urgent, state, opened_at, due_at, source, ends_here, words, checklist, checklist_version, work_item,
                    subject, about, restricted, hidden_from, given_in, given_to)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, true, ?, ?,
                    (select max(c.version) from tasking.checklist c where c.code = ?), ?, ?, ?, ?, ?, ?, ?)""",
                id,
                task.matter(),
                task.title(),
                task.area().code(),
                task.place(),
                to.unit() == null ? null : to.unit().id(),
                to.assignee() == null ? null : to.assignee().id(),
                task.owner() == null ? null : task.owner().id(),
                queue == null ? null : queue.role().name(),
                queue == null ? null : queue.area().code(),
                task.urgent(),
                at(task.openedAt()),
                at(task.dueAt()),
                task.source().name(),
                task.words(),
                task.checklist(),
                task.checklist(),
                task.workItem(),
                task.subject(),
                beside == null ? null : beside.about(),
                beside == null ? null : beside.restricted(),
                hiddenFrom == null ? null : hiddenFrom.code(),
                task.area().code(),
                to.assignee() == null ? null : to.assignee().id());
        events.publishEvent(
                new TaskGiven(id, task.source(), task.area(), task.subject(), task.workItem(), task.openedAt()));
        return id;
    }

    @Override
    public List<Given> beside(String about) {
        return database.sql("""
                        select t.*, r.note, r.done_by
                        from (select * from tasking.task where about = ? order by opened_at desc, id desc limit ?) t
                        left join tasking.task_result r on r.task = t.id order by t.opened_at, t.id""")
                .params(about, MOST)
                .query((row, n) -> {
                    var state = row.getString("state");
                    return new Given(
                            Rows.id(row, "id"),
                            row.getString("title"),
                            row.getString("words"),
                            Rows.area(row, "area"),
                            account(row, "assignee"),
                            account(row, "owner"),
                            Rows.instant(row, "opened_at"),
                            Rows.instantOrNull(row, "due_at"),
                            state.equals("OPEN") ? null : state.equals("DONE"),
                            Rows.instantOrNull(row, "ended_at"),
                            row.getString("note"),
                            account(row, "done_by"));
                })
                .list();
    }

    @Override
    public int openBeside(String about) {
        return database.sql("select count(*) from tasking.task where about = ? and state = 'OPEN'")
                .param(about)
                .query(Integer.class)
                .single();
    }

    private static @Nullable AccountId account(ResultSet row, String column) throws SQLException {
        var id = Rows.idOrNull(row, column);
        return id == null ? null : new AccountId(id);
    }

    @Override
    public Assignment at(AreaCode area) {
        return assignments.at(area);
    }

    @Override
    public Assignment of(AccountId account, AreaCode area) {
        return assignments.of(account, area);
    }

    @Override
    public void handOn(NewTask task) {
        end(task.matter(), "HANDED_ON", task.openedAt());
        open(task);
    }

    @Override
    public void move(String matter, @Nullable Instant due) {
        writes.add("update tasking.task set due_at = ? where matter = ? and state = 'OPEN'", at(due), matter);
    }

    @Override
    public void finish(String matter, Instant at) {
        end(matter, "DONE", at);
    }

    @Override
    public void relocate(Collection<String> matters, AreaCode area, Collection<AreaCode> gone) {
        writes.add("""
                update tasking.task set area = ?,
                    queue_area = case when queue_area = any (?::text[]) then left(?, length(queue_area)) else queue_area end
                where matter = any (?::text[]) and state = 'OPEN'""", area.code(), array(gone.stream().map(AreaCode::code)), area.code(), array(matters.stream()));
    }

    // matters and codes need no quoting
    private static String array(Stream<String> values) {
        return values.collect(Collectors.joining(",", "{", "}"));
    }

    private void end(String matter, String state, Instant at) {
        writes.add(
                "update tasking.task set state = ?, ended_at = ? where matter = ? and state = 'OPEN'",
                state,
                at(at),
                matter);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
