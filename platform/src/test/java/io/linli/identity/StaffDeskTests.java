package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.MovableClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(MovableClock.Settings.class)
class StaffDeskTests {

    @Autowired
    StaffDesk desk;

    @Autowired
    PostDesk posts;

    @Autowired
    AccountStore store;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationContext context;

    @Test
    void doesNotLetTheLastAdministratorGo() {
        var last = SomeAccounts.opened(context, Role.ADMINISTRATOR, "430181");
        var me = SignedIn.caller(context, last);
        var post = store.find(me.id()).orElseThrow().tenures().getFirst();

        transaction.executeWithoutResult(status -> {
            database.sql("""
                    update identity.account set locked_at = now()
                    where username <> ? and id in (select account from identity.post where role = 'ADMINISTRATOR')""").param(last).update();
            assertThatThrownBy(() -> desk.lock(me, me.id(), "走了")).hasMessage("LAST_ADMINISTRATOR");
            assertThatThrownBy(() -> posts.end(me, me.id(), post.id(), null)).hasMessage("LAST_ADMINISTRATOR");
            status.setRollbackOnly();
        });

        assertThat(store.find(me.id()).orElseThrow().locked()).isFalse();
    }

    @Test
    void letsAnAdministratorGoWhileThereIsAnother() {
        var one = SomeAccounts.opened(context, Role.ADMINISTRATOR, "430181");
        var me = SignedIn.caller(context, one);

        desk.lock(me, me.id(), "走了");

        assertThat(store.find(me.id()).orElseThrow().locked()).isTrue();
    }
}
