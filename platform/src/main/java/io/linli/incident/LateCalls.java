package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.identity.Posts;
import io.linli.incident.AssistanceRows.Asked;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A unit that was called and has not answered in time is not left to whoever called it: the post above them looks after
 * it. Once for each call, under the row's own lock, whichever instance sweeps.
 */
@Component
class LateCalls {

    private static final Logger log = LoggerFactory.getLogger(LateCalls.class);
    private static final int SOME = 100;

    private final AssistanceRows rows;
    private final Incidents incidents;
    private final IncidentTasks tasks;
    private final Dispatch dispatch;
    private final Posts posts;
    private final Notices notices;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LateCalls(
            AssistanceRows rows,
            Incidents incidents,
            IncidentTasks tasks,
            Dispatch dispatch,
            Posts posts,
            Notices notices,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.incidents = incidents;
        this.tasks = tasks;
        this.dispatch = dispatch;
        this.posts = posts;
        this.notices = notices;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${linli.incident.timers:5s}", initialDelayString = "${linli.incident.timers:5s}")
    void sweep() {
        int risen;
        do {
            risen = round(clock.instant());
        } while (risen == SOME);
        if (risen > 0) {
            log.info("{} calls for help went a level up, unanswered", risen);
        }
    }

    /** Some of those that are late by now; tells how many. */
    int round(Instant now) {
        Integer risen = system.call(() -> transaction.execute(status -> {
            var late = rows.late(now, SOME);
            late.forEach(asked -> rise(asked, now));
            return late.size();
        }));
        return risen == null ? 0 : risen;
    }

    private void rise(Asked asked, Instant now) {
        var incident = incidents.get(asked.incident());
        var caller = Holder.post(asked.askedRole(), asked.askedArea());
        var above = incident.status().isOpen()
                ? dispatch.superior(caller, null, asked.area(), incident.hiddenFrom())
                : Optional.<Holder>empty();
        rows.rose(asked.id(), above.orElse(null), now);
        above.ifPresent(post -> tasks.lookAfterCall(incident, asked.id(), post, now));
        tell(asked, above.orElse(null));
    }

    /** The unit, whoever called it, and the post above. */
    private void tell(Asked asked, @Nullable Holder above) {
        var unit = posts.of(asked.unit()).stream().map(Posts.Holder::account);
        var up = above == null || above.role() == null || above.area() == null
                ? Stream.<AccountId>empty()
                : posts.at(above.area(), above.role()).stream().map(Posts.Holder::account);
        notices.send(List.copyOf(Stream.concat(Stream.concat(unit, Stream.of(asked.askedBy())), up)
                .distinct()
                .map(account -> new Notice(
                        account.id(),
                        "incident-call-late:" + asked.id(),
                        "incident-call-late/1",
                        List.of(asked.number()),
                        "assistance:" + asked.id(),
                        true))
                .toList()));
    }
}
