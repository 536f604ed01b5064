package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.AccountLocked;
import io.linli.identity.Post;
import io.linli.identity.PostEnded;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody who leaves had to do goes to whoever holds the same post, or waits there for anybody; the deadline stays.
 * Tasks of matters with steps of their own are handed over with their matter.
 */
@Component
class TaskHandOvers implements JournalReader {

    private final JdbcClient database;
    private final Assignments assignments;
    private final Posts posts;

    TaskHandOvers(JdbcClient database, Assignments assignments, Posts posts) {
        this.database = database;
        this.assignments = assignments;
        this.posts = posts;
    }

    @Override
    public String name() {
        return "tasking-hand-overs";
    }

    @Override
    public void read(List<JournalEntry> entries) {
        for (var entry : entries) {
            if (entry.is(AccountLocked.class)) {
                handOver(entry.as(AccountLocked.class).account(), null);
            } else if (entry.is(PostEnded.class)) {
                var ended = entry.as(PostEnded.class);
                handOver(ended.account(), new Post(ended.role(), ended.area(), ended.unit()));
            }
        }
    }

    private record Held(
            UUID id, @Nullable Queue queue, @Nullable String unit) {}

    /** @param through only what they had by that post, unless they hold it again; null: all */
    private void handOver(AccountId leaver, @Nullable Post through) {
        if (through != null
                && posts.findNow(leaver).stream()
                        .anyMatch(holder -> holder.posts().contains(through))) {
            return;
        }
        for (var held : held(leaver)) {
            if (through == null || isBy(held, through)) {
                var queue = held.queue();
                var next = queue != null && queue.role() == Role.GRID_WORKER ? assignments.next(queue, leaver) : null;
                database.sql("update tasking.task set assignee = ?, taken_at = null where id = ?")
                        .params(Arrays.asList(next == null ? null : next.id(), held.id()))
                        .update();
            }
        }
    }

    private static boolean isBy(Held held, Post post) {
        var queue = held.queue();
        return queue != null
                ? queue.role() == post.role() && queue.area().equals(post.area())
                : post.unit() != null && post.unit().id().equals(held.unit());
    }

    private List<Held> held(AccountId account) {
        var found = new ArrayList<Held>();
        database.sql("""
                select id, queue_role, queue_area, unit from tasking.task
                where assignee = ? and state = 'OPEN' and ends_here order by id""").param(account.id()).query(row -> {
            var role = row.getString("queue_role");
            var area = row.getString("queue_area");
            var queue = role == null || area == null ? null : new Queue(Role.valueOf(role), new AreaCode(area));
            found.add(new Held(Rows.id(row, "id"), queue, row.getString("unit")));
        });
        return found;
    }
}
