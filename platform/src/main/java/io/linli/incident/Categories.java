package io.linli.incident;

import io.linli.incident.Taxonomy.Kind;
import io.linli.settings.EachInstance;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The kinds of matters in memory, in the versions that are in force now; renewed when the tables changed, whoever changed
 * them, and when the time of a new version has come. Taking in a report asks here and not the database.
 */
@Component
@EachInstance
public class Categories implements InitializingBean {

    private final CategoryRows rows;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final Map<String, CategoryDefinition> earlier = new ConcurrentHashMap<>();
    private volatile CategoryRows.Snapshot known = new CategoryRows.Snapshot(-1, null, new Taxonomy(List.of()));

    Categories(CategoryRows rows, Clock clock, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.clock = clock;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        // versions and their number as of one moment
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void afterPropertiesSet() {
        writing.executeWithoutResult(status -> rows.addMissing(ShippedCategories.kinds(), clock.instant()));
        renew();
    }

    @Scheduled(fixedDelayString = "${linli.incident.refresh:2s}")
    void renew() {
        reading.executeWithoutResult(status -> {
            var now = clock.instant();
            var before = known;
            boolean due = before.until() != null && !before.until().isAfter(now);
            if (due || rows.revision() != before.revision()) {
                known = rows.at(now);
            }
        });
    }

    /** To be called in the transaction that changes something; after the commit this instance knows it at once. */
    void changed() {
        rows.touch();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                renew();
            }
        });
    }

    /** Those that can be chosen. */
    public Collection<Category> all() {
        return known.taxonomy().open();
    }

    /** Closed ones too: earlier matters are still of that kind. */
    public Optional<Category> find(@Nullable String code) {
        return known.taxonomy().find(code).map(Kind::category);
    }

    Optional<Kind> kind(@Nullable String code) {
        return known.taxonomy().find(code);
    }

    Taxonomy taxonomy() {
        return known.taxonomy();
    }

    /** What was said of a kind in that version: the present one from memory, an earlier one is read once. */
    CategoryDefinition version(Kind kind, int number) {
        if (kind.version() == number) {
            return kind.is();
        }
        return earlier.computeIfAbsent(
                kind.code() + "/" + number,
                key -> rows.version(kind.code(), number).orElse(kind.is()));
    }

    /** By what the reporter called it, or by the words that the keepers of the kinds know. */
    public Optional<String> guess(@Nullable String type, String description) {
        return known.taxonomy().guess(type, description);
    }
}
