package io.linli.tasking;

import io.linli.settings.Ids;
import io.linli.settings.Writes;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

@Service
class TaskBook implements Tasks {

    private final Writes writes;

    TaskBook(Writes writes) {
        this.writes = writes;
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
        var id = Ids.next();
        var to = task.to();
        var queue = to.queue();
        writes.add(
                """
                insert into tasking.task (id, matter, title, area, place, unit, assignee, owner, queue_role, queue_area,
                    urgent, state, opened_at, due_at, source, ends_here, words, checklist, checklist_version, work_item,
                    subject)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, true, ?, ?,
                    (select max(c.version) from tasking.checklist c where c.code = ?), ?, ?)""",
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
                task.subject());
        return id;
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
