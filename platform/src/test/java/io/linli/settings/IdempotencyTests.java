package io.linli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
class IdempotencyTests {

    record Parcel(String to, @Nullable String note) {}

    private final String key = UUID.randomUUID().toString();

    @Autowired
    Idempotency idempotency;

    @Autowired
    Writes writes;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void somethingToMake(@Autowired Flyway owner) {
        new JdbcTemplate(owner.getConfiguration().getDataSource())
                .execute("create table if not exists settings.sample_parcel (id uuid primary key, key text not null)");
    }

    @Test
    void givesTheFirstResultAgain() {
        var first = send(key, new Parcel("43", null));
        var again = send(key, new Parcel("43", null));

        assertThat(again).isEqualTo(first);
        assertThat(made(key)).containsExactly(first);
    }

    @Test
    void readsTheFirstResultAgainOnlyWhenItWasSentBefore() {
        var attempt = attempt(key, new Parcel("43", null));
        var made = idempotency.once(attempt, () -> "fresh", text -> UUID.randomUUID(), id -> "read again");
        var again = idempotency.once(attempt, () -> "fresh", text -> UUID.randomUUID(), id -> "read again");

        assertThat(List.of(made, again)).containsExactly("fresh", "read again");
    }

    @Test
    void tellsThatAKeyWasUsedForAnotherBody() {
        send(key, new Parcel("43", null));

        assertThatThrownBy(() -> send(key, new Parcel("44", null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(IdempotencyProblem.IDEMPOTENCY_KEY_REUSED));
        assertThat(made(key)).hasSize(1);
    }

    @Test
    void tellsThatAKeyWasUsedAtAnotherAddress() {
        send(key, new Parcel("43", null));
        var elsewhere = idempotency.attempt(
                key, "somebody", new MockHttpServletRequest("POST", "/api/letters"), new Parcel("43", null));

        assertThatThrownBy(() -> idempotency.once(elsewhere, () -> make(key))).isInstanceOf(ProblemException.class);
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        var mine = send(key, new Parcel("43", null));
        var theirs = idempotency.once(
                idempotency.attempt(
                        key, "another", new MockHttpServletRequest("POST", "/api/parcels"), new Parcel("43", null)),
                () -> make(key));

        assertThat(theirs).isNotEqualTo(mine);
    }

    @Test
    void makesOneOfManyThatComeAtOnce() throws Exception {
        var worked = new AtomicInteger();
        var together = new CountDownLatch(8);
        var results = new ArrayList<Future<UUID>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 8; n++) {
                results.add(threads.submit(() -> idempotency.once(attempt(key, new Parcel("43", null)), () -> {
                    worked.incrementAndGet();
                    together.countDown();
                    await(together);
                    return make(key);
                })));
            }
        }
        var ids = new ArrayList<UUID>();
        for (var result : results) {
            ids.add(result.get());
        }

        assertThat(worked).hasValue(8); // all were past the point where looking first would have helped
        assertThat(ids).hasSize(8).containsOnly(made(key).getFirst());
        assertThat(made(key)).hasSize(1);
    }

    @Test
    void waitsForOneThatIsNotDoneAndDoesItsWorkWhenThatFails() throws Exception {
        var begun = new CountDownLatch(1);
        var fail = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var failing = threads.submit(() -> transaction.execute(status -> {
                writes.add(
                        "insert into settings.idempotency_key values ('somebody', ?, 'POST /api/parcels', ?, ?, now())",
                        key,
                        new byte[32],
                        UUID.randomUUID());
                writes.flush();
                begun.countDown();
                await(fail);
                status.setRollbackOnly();
                return true;
            }));
            begun.await();
            var waiting = threads.submit(() -> send(key, new Parcel("43", null)));
            assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            fail.countDown();
            failing.get();

            assertThat(made(key)).isSubsetOf(waiting.get());
            assertThat(made(key)).hasSize(1);
        }
    }

    @Test
    void leavesNoKeyBehindWhenTheWorkFails() {
        var attempt = attempt(key, new Parcel("43", null));
        assertThatThrownBy(() -> idempotency.once(attempt, () -> {
                    make(key);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(idempotency.earlier(attempt)).isEmpty();
        assertThat(made(key)).isEmpty();
        assertThat(made(key)).doesNotContain(send(key, new Parcel("43", null)));
    }

    @Test
    void doesNotTakeAnotherBrokenRuleForItsOwn() {
        var id = make(key);

        assertThatThrownBy(() -> idempotency.once(attempt(key, new Parcel("43", null)), () -> {
                    writes.add("insert into settings.sample_parcel values (?, ?)", id, key);
                    return id;
                }))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void remembersNothingWithoutAKey() {
        var first = send(null, new Parcel("43", null));

        assertThat(send(null, new Parcel("43", null))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a ", "键", "a\tb", "a\u0000"})
    void takesOnlyPrintableKeys(String bad) {
        assertThatThrownBy(() -> attempt(bad, new Parcel("43", null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(IdempotencyProblem.IDEMPOTENCY_KEY_INVALID));
    }

    @Test
    void takesKeysOfUpToTwoHundredCharacters() {
        assertThat(attempt("k".repeat(200), Map.of()).key()).hasSize(200);
        assertThatThrownBy(() -> attempt("k".repeat(201), Map.of())).isInstanceOf(ProblemException.class);
    }

    @Test
    void seesTheSameBodyInAnotherOrder() {
        var one = attempt(key, Map.of("a", 1, "b", 2));

        assertThat(attempt(key, new TreeMap<>(Map.of("b", 2, "a", 1)))).isEqualTo(one);
    }

    @Test
    void cannotBeUsedInsideATransaction() {
        assertThatThrownBy(() -> transaction.execute(status -> send(key, new Parcel("43", null))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void forgetsAKeyAfterNinetyDays() {
        send(key, new Parcel("43", null));
        age(key, Duration.ofDays(89));
        idempotency.forgetOld();
        assertThat(idempotency.earlier(attempt(key, new Parcel("43", null)))).isPresent();

        age(key, Duration.ofDays(2));
        idempotency.forgetOld();
        assertThat(idempotency.earlier(attempt(key, new Parcel("43", null)))).isEmpty();
    }

    private void age(String old, Duration by) {
        database.sql("update settings.idempotency_key set at = at - make_interval(secs => ?) where key = ?")
                .params(by.toSeconds(), old)
                .update();
    }

    private Idempotency.Attempt attempt(@Nullable String its, Object body) {
        return idempotency.attempt(its, "somebody", new MockHttpServletRequest("POST", "/api/parcels"), body);
    }

    private UUID send(@Nullable String its, Parcel parcel) {
        return idempotency.once(attempt(its, parcel), () -> make(key));
    }

    private UUID make(String its) {
        var id = UUID.randomUUID();
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            writes.add("insert into settings.sample_parcel values (?, ?)", id, its);
        } else {
            database.sql("insert into settings.sample_parcel values (?, ?)")
                    .params(id, its)
                    .update();
        }
        return id;
    }

    private List<UUID> made(String its) {
        return database.sql("select id from settings.sample_parcel where key = ?")
                .param(its)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
