package io.linli.insight;

import static io.linli.insight.InsightProblem.INSIGHT_RECOUNT_UNDER_WAY;

import io.linli.countable.Countable;
import io.linli.identity.Caller;
import io.linli.insight.Matters.Model;
import io.linli.journal.Journal;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts all figures anew from the first event of the journal, with the platform running: the old rows are shown until
 * the new ones have caught up.
 */
@Service
public class Recount {

    /**
     * How the recount stands.
     *
     * @param since it is under way since then; null when none is
     * @param done when the last one was done, of {@code incidents}, of which {@code differing} were not as they had been
     */
    public record State(
            @Nullable Instant since,
            @Nullable Instant done,
            @Nullable Long incidents,
            @Nullable Long differing) {}

    private final Matters matters;
    private final Counts counts;
    private final List<Countable> countables;
    private final Journal journal;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final TransactionTemplate reading;
    private final Acts acts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Recount(
            Matters matters,
            Counts counts,
            List<Countable> countables,
            Journal journal,
            SystemScope system,
            PlatformTransactionManager transactions,
            Acts acts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.matters = matters;
        this.counts = counts;
        this.countables = countables;
        this.journal = journal;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    public State begin(Caller caller) {
        transaction.executeWithoutResult(status -> {
            acts.did(Act.of("insight.recount"));
            system.run(() -> {
                int idle = 1 - matters.model().active();
                // its reader is held until this is decided, and then begins from the start
                journal.restart(MatterReader.name(idle));
                if (!matters.beginRecount(idle, caller.id().id())) {
                    throw INSIGHT_RECOUNT_UNDER_WAY.with();
                }
                events.publishEvent(new RecountBegun(idle, clock.instant()));
            });
        });
        // each by itself: nobody who reads incidents' figures waits until they are emptied
        countables.forEach(each ->
                system.run(() -> transaction.executeWithoutResult(status -> beginCounting(each.key(), status))));
        return state();
    }

    private void beginCounting(String key, TransactionStatus status) {
        // as its reader does: first its name, then the row that says which generation is shown
        int idle = 1 - counts.active(key);
        journal.restart(CountReader.name(key, idle));
        if (counts.model(key).active() == idle) {
            status.setRollbackOnly(); // it has been counted anew this moment, and its reader goes on from where it is
            return;
        }
        counts.empty(key, idle);
    }

    public State state() {
        return system.call(() -> {
            var model = matters.model();
            var since = model.askedAt() == null ? counts.askedAt() : model.askedAt();
            return new State(since, model.countedAt(), model.counted(), differing(model));
        });
    }

    // counted when somebody asks: it takes longer than a reader of the journal may
    private @Nullable Long differing(Model model) {
        if (model.askedAt() != null || model.countedAt() == null || model.differed() != null) {
            return model.differed();
        }
        var differing = reading.execute(status -> matters.differing(model.active()));
        transaction.executeWithoutResult(status -> matters.differed(differing));
        return differing;
    }
}
