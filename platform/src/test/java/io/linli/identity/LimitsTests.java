package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.MovableClock;
import io.linli.problem.ProblemException;
import io.linli.settings.Adjusting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(MovableClock.Settings.class)
class LimitsTests {

    @Autowired
    Limits limits;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    Directory directory;

    @Autowired
    IdentitySettings settings;

    @Autowired
    Adjusting adjustments;

    @Autowired
    ApplicationContext context;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void allowsAResidentThirtyReportsAnHour() {
        var resident = someone(Role.RESIDENT);

        assertThat(taken(limits, resident, 50)).isEqualTo(30);
        clock.advance(Duration.ofMinutes(59));
        assertThat(taken(limits, resident, 50)).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(taken(limits, resident, 50)).isEqualTo(30);
    }

    @Test
    void allowsAWorkerSixHundred() {
        assertThat(taken(limits, someone(Role.GRID_WORKER), 1000)).isEqualTo(600);
    }

    @Test
    void followsTheSettingAsSoonAsItIsChanged() {
        var by = someone(Role.ADMINISTRATOR).id().id();
        try {
            adjustments.change(IdentityAdjustables.RESIDENT_REPORTS, 12L, by, "试行");
            assertThat(taken(limits, someone(Role.RESIDENT), 50)).isEqualTo(12);
        } finally {
            adjustments.change(IdentityAdjustables.RESIDENT_REPORTS, null, by, "试行结束");
        }
        assertThat(taken(limits, someone(Role.RESIDENT), 50)).isEqualTo(30);
    }

    @Test
    void saysWhenToTryAgain() {
        var guest = someone(Role.GUEST);
        assertThat(taken(limits, guest, 5)).isEqualTo(5);
        clock.advance(Duration.ofMinutes(20));

        assertThatThrownBy(() -> limits.take("report", guest))
                .isInstanceOf(ProblemException.class)
                .hasMessage("TOO_MANY_REPORTS");
    }

    @Test
    void countsForAllInstancesTogether() throws Exception {
        var worker = someone(Role.GRID_WORKER);
        var other = new Limits(database, directory, settings, adjustments, clock);
        var taken = new ArrayList<Future<Integer>>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                var instance = i % 2 == 0 ? limits : other;
                taken.add(threads.submit(() -> taken(instance, worker, 500)));
            }
        }

        int both = 0;
        for (var each : taken) {
            both += each.get();
        }
        assertThat(both).isEqualTo(600);
    }

    @Test
    void asksTheDatabaseSeldomForThoseWhoMayDoMuch() {
        var worker = someone(Role.GRID_WORKER);
        taken(limits, worker, 30);

        assertThat(database.sql("select taken from identity.allowance where what = 'report' and who = ?")
                        .param(worker.id().toString())
                        .query(Integer.class)
                        .single())
                .as("taken in one block")
                .isEqualTo(30);
    }

    @Test
    void leavesAMachineClientItsOwnLimit() {
        var clients = context.getBean(MachineClients.class);
        var few = SomeAccounts.name();
        clients.open(few, Set.of(), 3, "secret");
        var unlimited = SomeAccounts.name();
        clients.open(unlimited, Set.of(), 0, "secret");

        assertThat(taken(limits, SignedIn.caller(context, few), 10)).isEqualTo(3);
        assertThat(taken(limits, SignedIn.caller(context, unlimited), 20_000)).isEqualTo(20_000);
    }

    @Test
    void doesNotCountWhatWasHandedBackAndNothingMore() {
        var who = SomeAccounts.name();
        for (int i = 0; i < 20; i++) {
            limits.take("try", who, 3, Duration.ofHours(1));
            limits.giveBack("try", who);
        }
        for (int i = 0; i < 3; i++) {
            limits.take("try", who, 3, Duration.ofHours(1));
        }

        assertThatThrownBy(() -> limits.take("try", who, 3, Duration.ofHours(1)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("TOO_OFTEN");
        limits.giveBack("try", SomeAccounts.name()); // of whom nothing was taken: nothing to hand back
    }

    @Test
    void isAskedBeforeTheTransaction() {
        var resident = someone(Role.RESIDENT);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> limits.take("report", resident)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private Caller someone(Role role) {
        return SignedIn.caller(context, SomeAccounts.opened(context, role, "430181002001"));
    }

    private static int taken(Limits limits, Caller caller, int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            try {
                limits.take("report", caller);
                taken++;
            } catch (ProblemException e) {
                assertThat(e).hasMessage("TOO_MANY_REPORTS");
            }
        }
        return taken;
    }
}
