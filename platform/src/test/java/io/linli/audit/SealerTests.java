package io.linli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every record stands in exactly one root, whoever commits when. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class SealerTests {

    private static final int WRITERS = 16;
    private static final int EACH = 25;

    @Autowired
    Acts acts;

    @Autowired
    Sealer sealer;

    @Autowired
    Seals seals;

    @Autowired
    Verifier verifier;

    @Autowired
    Writes writes;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient database;

    private String action = "";

    @BeforeEach
    void name() {
        action = "test." + UUID.randomUUID();
    }

    @Test
    void putsEachRecordOfSixteenWritersIntoOneRootInWhateverOrderTheyCommit() throws Exception {
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sealing = threads.submit(() -> {
                while (!done.get()) {
                    sealer.seal();
                }
            });
            var begun = new CyclicBarrier(WRITERS);
            var writing = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> threads.submit(() -> write(writer, begun)))
                    .toList();
            for (Future<?> writer : writing) {
                writer.get();
            }
            done.set(true);
            sealing.get();
        }
        Sealing.all(sealer, database);

        var written = ids();
        assertThat(written).hasSize(WRITERS * EACH);
        assertThat(sealed()).doesNotHaveDuplicates().containsAll(written);
        assertThat(verifier.verify(null).findings()).isEmpty();
    }

    private Void write(int writer, CyclicBarrier begun) throws Exception {
        var random = new Random(writer);
        for (int n = 0; n < EACH; n++) {
            if (n % 5 == 0) {
                begun.await();
            }
            int pause = random.nextInt(8);
            transaction.executeWithoutResult(status -> {
                acts.did(Act.of(action).on("writer", writer));
                writes.flush(); // has its transaction number, and commits when it likes
                sleep(pause);
            });
        }
        return null;
    }

    @Test
    void sealsLaterWhatCommitsAfterItsSecondWasSealed() throws Exception {
        var late = action + ".late";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = new CountDownLatch(1);
            var commit = new CountDownLatch(1);
            var slow = threads.submit(() -> transaction.executeWithoutResult(status -> {
                acts.did(Act.of(late));
                writes.flush();
                written.countDown();
                await(commit);
            }));
            try {
                written.await();
                acts.did(Act.of(action));
                sealer.seal();
            } finally {
                commit.countDown();
            }
            slow.get();
            assertThat(sealed()).doesNotContainAnyElementsOf(ids(late));
        }
        Sealing.all(sealer, database);

        assertThat(sealed()).containsAll(ids()).containsAll(ids(late)).doesNotHaveDuplicates();
        assertThat(verifier.verify(null).findings()).isEmpty();
    }

    @Test
    void writesTheActAndItsRecordOrNeither() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    acts.did(Act.of(action));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(ids()).isEmpty();
    }

    @Test
    void writesOfATransactionThatOnlyReadsInOneOfItsOwn() {
        var reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.executeWithoutResult(status -> acts.did(Act.of(action)));

        assertThat(ids()).hasSize(1);
    }

    @Test
    void makesNoRootOfNothing() {
        Sealing.all(sealer, database);
        long number = seals.lastNumber();

        assertThat(sealer.seal()).isZero();
        assertThat(seals.lastNumber()).isEqualTo(number);
    }

    @Test
    void letsOneSealAtATime() throws Exception {
        acts.did(Act.of(action));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> other = sealer::seal;
            Integer sealed = sealer.whileNobodySeals(() -> {
                try {
                    return threads.submit(other).get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(sealed).as("while another holds the lock").isZero();
        }
        Sealing.all(sealer, database);
        assertThat(sealed()).containsAll(ids());
    }

    @Test
    void refusesToWriteTheSameNumberTwice() {
        acts.did(Act.of(action));
        Sealing.all(sealer, database);
        var last = seals.after(seals.lastNumber() - 1, 1).getFirst();

        assertThatThrownBy(() -> seals.add(last)).rootCause().hasMessageContaining("duplicate key");
    }

    private List<UUID> ids() {
        return ids(action);
    }

    private List<UUID> ids(String which) {
        List<UUID> found = system.call(
                () -> transaction.execute(status -> database.sql("select id from audit.record where action = ?")
                        .param(which)
                        .query(UUID.class)
                        .list()));
        return found == null ? List.of() : found;
    }

    private List<UUID> sealed() {
        var all = new ArrayList<UUID>();
        seals.after(0, Integer.MAX_VALUE).forEach(seal -> seal.leaves().forEach(leaf -> all.add(leaf.id())));
        return all;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
