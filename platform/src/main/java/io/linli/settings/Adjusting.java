package io.linli.settings;

import static io.linli.settings.AdjustmentProblem.SETTING_OUT_OF_RANGE;
import static io.linli.settings.AdjustmentProblem.SETTING_UNKNOWN;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Changes numbers while the server runs, and keeps who changed what. Whether somebody may is asked by whoever calls. */
@Service
@EachInstance
public class Adjusting implements Adjustments, InitializingBean {

    private final JdbcClient database;
    private final ObjectProvider<AdjustableCatalogue> catalogues;
    private final Acts acts;
    private final Clock clock;
    private volatile Map<String, Long> changed = Map.of();
    private volatile Map<String, Adjustable> known = Map.of();

    Adjusting(JdbcClient database, ObjectProvider<AdjustableCatalogue> catalogues, Acts acts, Clock clock) {
        this.database = database;
        this.catalogues = catalogues;
        this.acts = acts;
        this.clock = clock;
    }

    /** One of them, and what it is now. */
    public record Standing(String name, long value, long usual, long least, long most) {}

    /**
     * Who changed what.
     *
     * @param usual it went back to what the settings of the process say
     */
    public record Change(
            UUID id, Instant at, UUID by, String name, long before, long after, boolean usual, String reason) {}

    @Override
    public void afterPropertiesSet() {
        refresh();
    }

    @Scheduled(fixedDelay = 2000)
    void refresh() {
        var now = new HashMap<String, Long>();
        database.sql("select name, value from settings.adjustment")
                .query((row, n) -> now.put(row.getString(1), row.getLong(2)))
                .list();
        changed = Map.copyOf(now);
    }

    // gathered late: those who offer some may themselves ask for others
    private Map<String, Adjustable> known() {
        if (known.isEmpty()) {
            var all = new TreeMap<String, Adjustable>();
            catalogues.stream()
                    .flatMap(catalogue -> catalogue.adjustables().stream())
                    .forEach(one -> {
                        if (all.put(one.name(), one) != null) {
                            throw new IllegalStateException("Two offer " + one.name());
                        }
                    });
            known = all;
        }
        return known;
    }

    @Override
    public long of(String name) {
        var one = known().get(name);
        if (one == null) {
            throw new IllegalArgumentException("Nobody offers " + name);
        }
        return now(one);
    }

    // a limit that was narrowed since by a newer version holds also for what was set before
    private long now(Adjustable one) {
        var value = changed.getOrDefault(one.name(), one.usual());
        return one.allows(value) ? value : one.usual();
    }

    public List<Standing> all() {
        return known().values().stream()
                .map(one -> new Standing(one.name(), now(one), one.usual(), one.least(), one.most()))
                .sorted(Comparator.comparing(Standing::name))
                .toList();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Change> changes(int most) {
        return database.sql("select * from settings.adjustment_change order by at desc, id desc limit ?")
                .param(most)
                .query((row, n) -> new Change(
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("changed_by", UUID.class),
                        row.getString("name"),
                        row.getLong("before"),
                        row.getLong("after"),
                        row.getBoolean("usual"),
                        row.getString("reason")))
                .list();
    }

    /** Changes one; null goes back to what the settings of the process say. */
    @Transactional
    public void change(String name, @Nullable Long value, UUID by, String reason) {
        var one = known().get(name);
        if (one == null) {
            throw SETTING_UNKNOWN.with(name);
        }
        if (value != null && !one.allows(value)) {
            throw SETTING_OUT_OF_RANGE.with(one.least(), one.most()).at("value");
        }
        var before = database.sql("select value from settings.adjustment where name = ? for update")
                .param(name)
                .query(Long.class)
                .optional()
                .orElse(one.usual());
        if (value == null) {
            database.sql("delete from settings.adjustment where name = ?")
                    .param(name)
                    .update();
        } else {
            database.sql("""
                    insert into settings.adjustment (name, value) values (?, ?)
                    on conflict (name) do update set value = excluded.value""").params(name, value).update();
        }
        var after = value == null ? one.usual() : value;
        database.sql("""
                insert into settings.adjustment_change (id, at, changed_by, name, before, after, usual, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        Ids.next(), Timestamp.from(clock.instant()), by, name, before, after, value == null, reason))
                .update();
        acts.did(Act.of("setting.change").on("setting", name, before, after).because(reason));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                refresh();
            }
        });
    }
}
