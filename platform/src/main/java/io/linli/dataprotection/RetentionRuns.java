package io.linli.dataprotection;

import io.linli.identity.Caller;
import io.linli.privacy.Retained;
import io.linli.privacy.Retained.Holds;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what is past its time, in small transactions, and reports each time what, how many, and why not. A person's own
 * erasure goes the same way.
 */
@Service
public class RetentionRuns {

    private static final Logger log = LoggerFactory.getLogger(RetentionRuns.class);

    /** At night; what is left over is for the next one. */
    private static final int ROUNDS_OF_A_NIGHT = 2_000;

    /** While somebody waits for the answer. */
    private static final int ROUNDS_OF_AN_OPERATOR = 10;

    private final RetentionRules rules;
    private final JdbcClient database;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Texts texts;
    private final Acts acts;
    private final Clock clock;

    RetentionRuns(
            RetentionRules rules,
            JdbcClient database,
            SystemScope system,
            PlatformTransactionManager transactions,
            Texts texts,
            Acts acts,
            Clock clock) {
        this.rules = rules;
        this.database = database;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.texts = texts;
        this.acts = acts;
        this.clock = clock;
    }

    /** Who set it going. */
    public enum Cause {
        TIMER,
        OPERATOR,
        PERSON
    }

    /** Why a kind was left alone, beside the codes of the modules. */
    private enum Left {
        NO_PERIOD,
        NOT_TRIED,
        HELD,
        FAILED
    }

    /**
     * One kind in one run.
     *
     * @param before what ended earlier was due
     * @param refused why nothing, or not all of it, was erased
     */
    public record Line(
            String kind,
            String what,
            @Nullable Instant before,
            long due,
            long held,
            long erased,
            @Nullable String refused,
            @Nullable String why) {}

    /** One run; one without an end was cut off, and the next goes on. */
    public record Run(
            UUID id,
            Cause cause,
            boolean dry,
            Instant startedAt,
            @Nullable Instant endedAt,
            List<Line> lines) {

        /** Whether a module could not do its part; why, is in the log. */
        boolean isIncomplete() {
            return lines.stream().anyMatch(line -> Left.FAILED.name().equals(line.refused()));
        }
    }

    private record Done(
            @Nullable Instant before,
            long due,
            long held,
            long erased,
            @Nullable String refused) {}

    @Scheduled(cron = "${linli.dataprotection.retention-cron:0 40 3 * * *}", zone = "Asia/Shanghai")
    void nightly() {
        var id = begin(Cause.TIMER, false, null);
        if (id != null) {
            go(id, false, ROUNDS_OF_A_NIGHT);
        }
    }

    /** Counts and erases, or only counts. */
    public Run run(boolean dry, Caller caller) {
        var id = begin(Cause.OPERATOR, dry, caller.id().id());
        if (id == null) {
            throw new IllegalStateException("Only the timer's runs are one a day");
        }
        acts.did(Act.of(dry ? "retention.try" : "retention.run").on("run", id));
        go(id, dry, ROUNDS_OF_AN_OPERATOR);
        return find(id);
    }

    /** Null when another instance has begun today's already. */
    private @Nullable UUID begin(Cause cause, boolean dry, @Nullable UUID by) {
        var id = Ids.next();
        var now = clock.instant();
        int begun = write(() -> database.sql("""
                        insert into dataprotection.retention_run (id, cause, dry, day, started_by, started_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Arrays.asList(id, cause.name(), dry, LocalDate.ofInstant(now, Rows.CHINA), by, Rows.at(now)))
                .update());
        return begun == 1 ? id : null;
    }

    private void go(UUID id, boolean dry, int rounds) {
        var inForce = rules.inForce().stream().collect(Collectors.toMap(RetentionRules.Rule::kind, rule -> rule));
        var held = rules.heldKinds();
        var holds = rules.holds();
        for (var kind : rules.kinds()) {
            report(id, kind, guarded(kind, () -> round(kind, inForce.get(kind.kind()), held, holds, dry, rounds)));
        }
        end(id);
    }

    private Done round(
            Retained kind,
            RetentionRules.@Nullable Rule rule,
            Set<String> heldKinds,
            Holds holds,
            boolean dry,
            int rounds) {
        if (rule == null) {
            return new Done(null, 0, 0, 0, Left.NO_PERIOD.name());
        }
        var before = clock.instant().minus(Duration.ofDays(rule.days()));
        long all = write(() -> kind.due(before, Holds.NONE));
        if (heldKinds.contains(kind.kind())) {
            return new Done(before, all, all, 0, Left.HELD.name());
        }
        long held = holds.ids().isEmpty() ? 0 : all - write(() -> kind.due(before, holds));
        if (!dry && !rule.tried()) {
            return new Done(before, all, held, 0, Left.NOT_TRIED.name());
        }
        long erased = 0;
        int some;
        int n = 0;
        do {
            some = dry ? 0 : write(() -> kind.erase(before, holds));
            erased += some;
        } while (some > 0 && ++n < rounds);
        return new Done(before, all, held, erased, null);
    }

    /** Erases what may be erased about the holder of an account, and says what was left and why. */
    Run erase(UUID account, @Nullable UUID by) {
        var id = begin(Cause.PERSON, false, by);
        if (id == null) {
            throw new IllegalStateException("Only the timer's runs are one a day");
        }
        var held = rules.heldKinds();
        var holds = rules.holds();
        var kinds = rules.kinds().stream()
                .sorted(Comparator.comparing(Retained::closesAccount))
                .toList();
        for (var kind : kinds) {
            report(
                    id,
                    kind,
                    guarded(
                            kind,
                            () -> holds.ids().contains(account) || held.contains(kind.kind())
                                    ? new Done(null, 0, 0, 0, Left.HELD.name())
                                    : all(kind, account, holds)));
        }
        end(id);
        return find(id);
    }

    /** What would be left or go on in another way, and why. */
    public record Ahead(String code, String why, long count) {}

    /** What becomes of the account's holder's data that would not simply be gone: told before they ask for it. */
    List<Ahead> ahead(UUID account) {
        var counts = new TreeMap<String, Long>();
        rules.kinds()
                .forEach(kind -> write(() -> kind.ahead(account))
                        .forEach((code, count) -> counts.merge(code, count, Long::sum)));
        return counts.entrySet().stream()
                .map(one -> new Ahead(one.getKey(), texts.say("kept." + one.getKey()), one.getValue()))
                .toList();
    }

    private Done all(Retained kind, UUID account, Holds holds) {
        long erased = 0;
        Retained.Outcome last;
        do {
            last = write(() -> kind.eraseOf(account, holds));
            erased += last.erased();
        } while (last.erased() > 0);
        var refused = new TreeMap<>(last.refused());
        long left = refused.values().stream().mapToLong(Long::longValue).sum();
        return new Done(null, erased + left, 0, erased, refused.isEmpty() ? null : refused.firstKey());
    }

    // what fails for one kind keeps no other waiting, and the report says so
    private static Done guarded(Retained kind, Supplier<Done> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            log.error("{} could not be erased", kind.kind(), e);
            return new Done(null, 0, 0, 0, Left.FAILED.name());
        }
    }

    private void report(UUID run, Retained kind, Done done) {
        write(() -> database.sql("""
                        insert into dataprotection.retention_line (run, kind, before, due, held, erased, refused)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        run,
                        kind.kind(),
                        Rows.atOrNull(done.before()),
                        done.due(),
                        done.held(),
                        done.erased(),
                        done.refused()))
                .update());
    }

    private void end(UUID run) {
        write(() -> database.sql("update dataprotection.retention_run set ended_at = ? where id = ?")
                .params(Rows.at(clock.instant()), run)
                .update());
    }

    /** The newest first. */
    public List<Run> list(int size) {
        var runs = database.sql("select * from dataprotection.retention_run order by started_at desc, id desc limit ?")
                .param(size)
                .query((row, n) -> run(row, List.of()))
                .list();
        var ids = runs.stream().map(Run::id).toArray(UUID[]::new);
        Map<UUID, List<Line>> lines = database
                .sql("select * from dataprotection.retention_line where run = any (?) order by kind")
                .param(ids)
                .query((row, n) -> Map.entry(Rows.id(row, "run"), line(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return runs.stream()
                .map(run -> new Run(
                        run.id(),
                        run.cause(),
                        run.dry(),
                        run.startedAt(),
                        run.endedAt(),
                        lines.getOrDefault(run.id(), List.of())))
                .toList();
    }

    Run find(UUID id) {
        var lines = database.sql("select * from dataprotection.retention_line where run = ? order by kind")
                .param(id)
                .query((row, n) -> line(row))
                .list();
        return database.sql("select * from dataprotection.retention_run where id = ?")
                .param(id)
                .query((row, n) -> run(row, lines))
                .single();
    }

    private static Run run(ResultSet row, List<Line> lines) throws SQLException {
        return new Run(
                Rows.id(row, "id"),
                Cause.valueOf(row.getString("cause")),
                row.getBoolean("dry"),
                Rows.instant(row, "started_at"),
                Rows.instantOrNull(row, "ended_at"),
                lines);
    }

    private Line line(ResultSet row) throws SQLException {
        var refused = row.getString("refused");
        var kind = row.getString("kind");
        return new Line(
                kind,
                texts.say("retained." + kind),
                Rows.instantOrNull(row, "before"),
                row.getLong("due"),
                row.getLong("held"),
                row.getLong("erased"),
                refused,
                refused == null ? null : texts.say("kept." + refused));
    }

    private <T> T write(Supplier<T> work) {
        return system.call(() -> transaction.execute(status -> work.get()));
    }
}
