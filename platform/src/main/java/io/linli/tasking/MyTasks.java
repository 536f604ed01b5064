package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.ScopedQuery;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a caller has to do: their own tasks, and those that wait for somebody of their unit or post. */
@Service
public class MyTasks {

    private final ScopedQuery scoped;
    private final Territory territory;

    MyTasks(ScopedQuery scoped, Territory territory) {
        this.scoped = scoped;
        this.territory = territory;
    }

    /**
     * One task.
     *
     * @param source what it comes from
     * @param endsHere whether it is done here; otherwise by the steps of its matter
     * @param incidentId when the matter is an incident
     * @param words what is asked, where the title does not say it all
     * @param mine false while it waits in a queue for anybody
     * @param notDone whether it ended with the answer that it cannot be done
     */
    public record Task(
            UUID id,
            String matter,
            TaskSource source,
            boolean endsHere,
            @Nullable UUID incidentId,
            String title,
            @Nullable String words,
            AreaCode area,
            String areaName,
            boolean urgent,
            boolean mine,
            Instant openedAt,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            boolean notDone,
            @Nullable String place) {}

    /** One page; next is absent on the last. */
    public record Page(List<Task> items, @Nullable String next) {}

    /** Open ones by urgency and deadline are few enough to read whole; done ones come newest first. */
    public Page list(Caller caller, boolean open, @Nullable String after, int size) {
        var query = scoped.from(caller, "tasking.task t").select("t.*").limit(size + 1);
        theirs(query, caller, open);
        if (open) {
            query.and("t.state = 'OPEN'").orderBy("t.opened_at desc, t.id desc");
        } else {
            query.and("t.state <> 'OPEN'").orderBy("t.opened_at desc, t.id desc");
        }
        if (after != null) {
            var last = TaskKey.of(after);
            query.and("(t.opened_at, t.id) < (?, ?)", last.at().atOffset(ZoneOffset.UTC), last.id());
        }
        var found = query.list((row, n) -> task(row, caller));
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(items),
                found.size() > size
                        ? new TaskKey(
                                        items.getLast().openedAt(),
                                        items.getLast().id())
                                .opaque()
                        : null);
    }

    // What waits in a queue has no assignee; what somebody else of the post took is no longer mine to do.
    private static void theirs(ScopedQuery.Query query, Caller caller, boolean open) {
        var whose = new ArrayList<String>();
        var values = new ArrayList<Object>();
        whose.add("t.assignee = ?");
        values.add(caller.id().id());
        for (var post : caller.posts()) {
            if (post.standsInFor() != null) { // who is away has their tasks done by the caller
                whose.add("t.assignee = ?");
                values.add(post.standsInFor().id());
            }
        }
        if (open) {
            for (var post : caller.posts()) {
                OrgUnitId unit = post.unit();
                if (unit != null) {
                    whose.add("t.assignee is null and t.unit = ?");
                    values.add(unit.id());
                }
                whose.add("t.assignee is null and t.queue_role = ? and t.queue_area = ?");
                values.add(post.role().name());
                values.add(post.area().code());
            }
        }
        query.and(String.join(" or ", whose), values.toArray());
    }

    Task task(ResultSet row, Caller caller) throws SQLException {
        var area = new AreaCode(row.getString("area"));
        var matter = row.getString("matter");
        return new Task(
                row.getObject("id", UUID.class),
                matter,
                TaskSource.valueOf(row.getString("source")),
                row.getBoolean("ends_here"),
                incident(matter),
                row.getString("title"),
                row.getString("words"),
                area,
                territory.find(area).map(Area::name).orElse(area.code()),
                row.getBoolean("urgent"),
                isFor(caller, row.getObject("assignee", UUID.class)),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                instant(row, "due_at"),
                instant(row, "ended_at"),
                row.getString("state").equals("NOT_DONE"),
                row.getString("place"));
    }

    private static boolean isFor(Caller caller, @Nullable UUID assignee) {
        return assignee != null && caller.actsFor(new AccountId(assignee));
    }

    // incident:<id>, or incident:<id>/duty/… for the post on duty
    private static @Nullable UUID incident(String matter) {
        return matter.startsWith("incident:") ? UUID.fromString(matter.substring(9, 45)) : null;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
