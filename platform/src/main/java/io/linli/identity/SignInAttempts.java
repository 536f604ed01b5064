package io.linli.identity;

import static io.linli.identity.IdentityProblem.SIGN_IN_FAILED;
import static io.linli.identity.IdentityProblem.SIGN_IN_TOO_OFTEN;

import io.linli.identity.IdentitySettings.SignInLimits;
import io.linli.privacy.Vault;
import io.linli.problem.ProblemException;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down who guesses: after a few failures in a row under a name, or from an address, the next attempt has to wait,
 * each time twice as long, and after many the name is closed for a while. A name that nobody has is treated like any
 * other. Attempts under one name go one after the other, so that guessing in parallel gains nothing.
 */
@Component
class SignInAttempts {

    private static final String PURPOSE = "identity.sign-in";
    private static final Duration QUEUE = Duration.ofSeconds(2);

    enum Outcome {
        SIGNED_IN,
        REFUSED,
        LOCKED
    }

    /** What came of one attempt. */
    record Result(@Nullable AccountId account, Outcome outcome) {}

    private final JdbcClient database;
    private final Vault vault;
    private final Acts acts;
    private final TransactionTemplate transaction;
    private final SignInLimits limits;
    private final Clock clock;
    private final List<ReentrantLock> queues =
            Stream.generate(ReentrantLock::new).limit(256).toList();

    SignInAttempts(
            JdbcClient database,
            Vault vault,
            Acts acts,
            PlatformTransactionManager transactions,
            IdentitySettings settings,
            Clock clock) {
        this.database = database;
        this.acts = acts;
        this.transaction = new TransactionTemplate(transactions);
        this.vault = vault;
        this.limits = settings.signIn();
        this.clock = clock;
    }

    /** Makes the attempt, unless it has to wait. */
    AccountId attempt(String name, String address, Supplier<Result> attempt) {
        var made = new AtomicReference<@Nullable AccountId>();
        boolean right = isRight("name:" + name, address, () -> {
            var result = attempt.get();
            transaction.executeWithoutResult(
                    status -> record(result, index("name:" + name), index("address:" + address)));
            made.set(result.account());
            return result.outcome() == Outcome.SIGNED_IN;
        });
        var account = made.get();
        if (!right || account == null) {
            throw SIGN_IN_FAILED.with();
        }
        return account;
    }

    /** Whether that try is right; who was wrong a few times in a row has to wait before the next. */
    boolean isRight(String name, String address, BooleanSupplier attempt) {
        var who = index(name);
        var where = index("address:" + address);
        var queue = queues.get(Math.floorMod(Arrays.hashCode(who), queues.size()));
        enter(queue);
        try {
            wait(who, where).ifPresent(wait -> {
                throw refused(wait);
            });
            if (attempt.getAsBoolean()) {
                database.sql("delete from identity.sign_in_failure where who = ?")
                        .param(who)
                        .update();
                return true;
            }
            failed(who, limits.free(), limits.most());
            failed(where, limits.freeAddress(), limits.mostAddress());
            return false;
        } finally {
            queue.unlock();
        }
    }

    /** Writes down a sign-in that needed no password. */
    void began(AccountId account, String address) {
        transaction.executeWithoutResult(status -> record(
                new Result(account, Outcome.SIGNED_IN), index("account:" + account), index("address:" + address)));
    }

    /** What stands in the list of sign-ins in place of a name or an address. */
    byte[] index(String text) {
        return vault.blindIndex(PURPOSE, text);
    }

    private static void enter(ReentrantLock queue) {
        try {
            if (!queue.tryLock(QUEUE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw refused(QUEUE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(QUEUE);
        }
    }

    private static ProblemException refused(Duration wait) {
        return SIGN_IN_TOO_OFTEN
                .with(Math.max(1, wait.plusMillis(999).toSeconds()))
                .retryAfter(wait);
    }

    private Optional<Duration> wait(byte[] who, byte[] where) {
        var now = clock.instant();
        return database.sql("select max(free_at) from identity.sign_in_failure where who in (?, ?) and free_at > ?")
                .params(who, where, Timestamp.from(now))
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(free -> Duration.between(now, free.toInstant()));
    }

    private void failed(byte[] who, int free, int most) {
        var now = clock.instant();
        int failures = database.sql("""
                insert into identity.sign_in_failure as f (who, failures, last_at, free_at) values (?, 1, ?, ?)
                on conflict (who) do update set last_at = excluded.last_at,
                    failures = case when f.last_at < ? then 1 else f.failures + 1 end
                returning failures""")
                .params(who, Timestamp.from(now), Timestamp.from(now), Timestamp.from(now.minus(limits.locked())))
                .query(Integer.class)
                .single();
        database.sql("update identity.sign_in_failure set free_at = ? where who = ? and failures = ?")
                .params(Timestamp.from(now.plus(delay(failures, free, most))), who, failures)
                .update();
    }

    private Duration delay(int failures, int free, int most) {
        if (failures <= free) {
            return Duration.ZERO;
        }
        if (failures >= most) {
            return limits.locked();
        }
        var delay = Duration.ofSeconds(1L << Math.min(failures - free - 1, 20));
        return delay.compareTo(limits.locked()) < 0 ? delay : limits.locked();
    }

    private void record(Result result, byte[] name, byte[] address) {
        var account = result.account();
        database.sql("insert into identity.sign_in (id, at, account, name, address, outcome) values (?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        Ids.next(),
                        Timestamp.from(clock.instant()),
                        account == null ? null : account.id(),
                        name,
                        address,
                        result.outcome().name()))
                .update();
        var act = Act.of("session.begin");
        var by = account == null ? act : act.by(account.toString());
        acts.did(result.outcome() == Outcome.SIGNED_IN ? by : by.refused(SIGN_IN_FAILED.name()));
    }

    @Scheduled(fixedDelay = 3_600_000)
    void forget() {
        database.sql("delete from identity.sign_in_failure where last_at < ? and free_at < ?")
                .params(Timestamp.from(clock.instant().minus(limits.locked())), Timestamp.from(clock.instant()))
                .update();
    }
}
