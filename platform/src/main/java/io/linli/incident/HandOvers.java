package io.linli.incident;

import static io.linli.identity.Role.GRID_WORKER;

import io.linli.identity.AccountId;
import io.linli.identity.AccountLocked;
import io.linli.identity.Post;
import io.linli.identity.PostEnded;
import io.linli.identity.Posts;
import io.linli.incident.Trail.Act;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody had in hand when they left goes to whoever holds the same post, or waits there for anybody; the clock
 * goes on. A journal reader, so that it happens once and is not lost when the server stops in between.
 */
@Component
class HandOvers implements JournalReader {

    private static final String OPEN = Arrays.stream(IncidentStatus.values())
            .filter(IncidentStatus::isOpen)
            .map(status -> "'" + status + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private final JdbcClient database;
    private final Incidents incidents;
    private final IncidentTasks tasks;
    private final Dispatch dispatch;
    private final Posts posts;
    private final Clock clock;

    HandOvers(
            JdbcClient database,
            Incidents incidents,
            IncidentTasks tasks,
            Dispatch dispatch,
            Posts posts,
            Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.tasks = tasks;
        this.dispatch = dispatch;
        this.posts = posts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "incident-hand-overs";
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

    /** @param through only what they had by that post, unless they hold it again; null: all */
    private void handOver(AccountId leaver, @Nullable Post through) {
        if (through != null && holds(leaver, through)) {
            return;
        }
        for (var id : held(leaver)) {
            var incident = incidents.lock(id);
            var holder = incident.progress().holder();
            if (through == null || isBy(holder, through)) {
                var now = clock.instant();
                var next = next(incident, leaver);
                incident.handOver(new Act(IncidentStep.HAND_OVER, Actor.SYSTEM, now, null, null, List.of()), next);
                incidents.save(incident);
                tasks.handOn(incident, next, now);
            }
        }
    }

    // as it stands now: whoever reads this may be another instance than the one that ended the post
    private boolean holds(AccountId account, Post post) {
        return posts.findNow(account).stream().anyMatch(holder -> holder.posts().contains(post));
    }

    private static boolean isBy(Holder holder, Post post) {
        return holder.unit() != null
                ? holder.unit().equals(post.unit())
                : holder.role() == post.role() && post.area().equals(holder.area());
    }

    private List<IncidentId> held(AccountId account) {
        return database.sql("select id from incident.incident where assignee = ? and status in " + OPEN)
                .param(account.id())
                .query((row, n) -> new IncidentId(row.getObject(1, UUID.class)))
                .list();
    }

    private Holder next(Incident incident, AccountId leaver) {
        var now = incident.progress();
        var holder = now.holder();
        var unit = holder.unit();
        if (unit != null
                && posts.of(unit).stream().anyMatch(other -> !other.account().equals(leaver))) {
            return Holder.of(unit);
        }
        var role = holder.role();
        var area = holder.area();
        if (unit == null && role != null && area != null) {
            var others = posts.at(area, role).stream()
                    .filter(other -> !other.account().equals(leaver))
                    .toList();
            if (!others.isEmpty()) {
                return role == GRID_WORKER
                        ? Holder.person(others.getFirst().account(), role, area)
                        : Holder.post(role, area);
            }
        }
        var suggested = dispatch.holder(
                now.placement(), now.category(), incident.reported().about());
        // another instance's memory of who is in service may be a second old
        return leaver.equals(suggested.account())
                ? new Holder(null, suggested.unit(), suggested.role(), suggested.area())
                : suggested;
    }
}
