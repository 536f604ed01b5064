package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(MovableClock.Settings.class)
class DirectoryTests {

    @Autowired
    Posts posts;

    @Autowired
    Accounts accounts;

    @Autowired
    RoleDesk roles;

    @Autowired
    Directory directory;

    @Autowired
    AccountStore store;

    @Autowired
    RolePermissions permissions;

    @Autowired
    Scopes scopes;

    @Autowired
    Territory territory;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ApplicationContext context;

    private static final AtomicInteger AREAS = new AtomicInteger(100);

    private AreaCode area = new AreaCode("430181003001");

    @BeforeEach
    void elsewhere() { // module tests share one instance
        area = new AreaCode("430181003001%03d".formatted(AREAS.incrementAndGet()));
    }

    @Test
    void knowsWhoHoldsAPostLongestFirst() {
        var first = SomeAccounts.opened(context, Role.GRID_WORKER, area.code());
        clock.advance(Duration.ofSeconds(1));
        var second = SomeAccounts.opened(context, Role.GRID_WORKER, area.code());
        clock.advance(Duration.ofSeconds(1));

        assertThat(names(Role.GRID_WORKER)).containsExactly(first, second);
        assertThat(names(Role.COMMUNITY_WORKER)).isEmpty();
    }

    @Test
    void leavesOutWhoIsLockedAtOnce() {
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, area.code());
        assertThat(names(Role.GRID_WORKER)).contains(worker);

        accounts.lock(id(worker), "left");
        assertThat(names(Role.GRID_WORKER)).doesNotContain(worker);

        accounts.unlock(id(worker));
        assertThat(names(Role.GRID_WORKER)).contains(worker);
    }

    @Test
    void knowsAChangedPostAtOnce() {
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, area.code());
        assertThat(SignedIn.caller(context, worker).has(Role.STREET_STAFF)).isFalse();
        clock.advance(Duration.ofSeconds(1));

        var first = directory.account(id(worker)).orElseThrow().tenures().getFirst();
        accounts.appoint(
                id(worker), new Post(Role.STREET_STAFF, new AreaCode("430181003"), null), clock.instant(), null);
        accounts.dismiss(id(worker), first.id(), clock.instant());

        assertThat(SignedIn.caller(context, worker).posts())
                .containsExactly(new Post(Role.STREET_STAFF, new AreaCode("430181003"), null));
        assertThat(names(Role.GRID_WORKER)).doesNotContain(worker);
    }

    @Test
    void knowsAPostThatEndsByItself() {
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, area.code());
        database.sql("update identity.post set until = since + interval '1 hour' where area = ?")
                .param(area.code())
                .update();
        accounts.unlock(id(worker)); // any change: it is read again
        assertThat(names(Role.GRID_WORKER)).contains(worker);
        assertThat(SignedIn.caller(context, worker).posts()).isNotEmpty();

        clock.advance(Duration.ofHours(1));

        assertThat(names(Role.GRID_WORKER)).doesNotContain(worker);
        assertThat(SignedIn.caller(context, worker).posts()).isEmpty();
    }

    @Test
    void hearsOfWhatAnotherInstanceChanged() {
        var other = new Directory(store, permissions, scopes, transactions, clock);
        other.refresh();
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, area.code());
        var id = SignedIn.caller(context, worker).id();
        assertThat(other.at(area, Role.GRID_WORKER)).isEmpty();

        other.refresh(); // as it does each second
        assertThat(other.at(area, Role.GRID_WORKER))
                .extracting(Posts.Holder::account)
                .contains(id);
        assertThat(other.caller(id)).isPresent();

        accounts.appoint(
                id(worker), new Post(Role.STREET_STAFF, new AreaCode("430181003"), null), clock.instant(), null);
        assertThat(other.find(id).orElseThrow().posts()).as("a second behind").hasSize(1);
        assertThat(other.findNow(id).orElseThrow().posts()).hasSize(2);

        accounts.lock(id(worker), "left");
        other.refresh();
        assertThat(other.at(area, Role.GRID_WORKER)).isEmpty();
        assertThat(other.caller(id)).isEmpty();
    }

    @Test
    void believesNothingThatIsRolledBack() {
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, area.code());

        var id = SignedIn.caller(context, worker).id();
        transaction.executeWithoutResult(status -> {
            accounts.lock(id(worker), "by mistake");
            directory.refresh();
            directory.account(id);
            status.setRollbackOnly();
        });

        assertThat(names(Role.GRID_WORKER)).contains(worker);
        assertThat(SignedIn.caller(context, worker).posts()).isNotEmpty();
    }

    @Test
    void followsAChangedPermissionAtOnce() {
        var auditor = SomeAccounts.opened(context, Role.AUDITOR, "430181");
        assertThat(SignedIn.caller(context, auditor).may("operate:read")).isTrue();
        try {
            roles.permit(Role.AUDITOR, "operate:read", false);
            assertThat(SignedIn.caller(context, auditor).may("operate:read")).isFalse();
        } finally {
            roles.permit(Role.AUDITOR, "operate:read", null);
        }
        assertThat(SignedIn.caller(context, auditor).may("operate:read")).isTrue();
    }

    @Test
    void hasSomebodyForEveryAreaOfTheDemo() {
        var areas = below(territory.root()).toList();

        assertThat(areas)
                .filteredOn(each -> each.level() == AreaLevel.COMMUNITY)
                .hasSize(326);
        for (var each : areas) {
            var role =
                    switch (each.level()) {
                        case STREET -> Role.STREET_STAFF;
                        case COMMUNITY -> Role.COMMUNITY_WORKER;
                        default -> Role.GRID_WORKER;
                    };
            if (each.level() != AreaLevel.MICRO_GRID) {
                assertThat(posts.at(each.code(), role))
                        .as("%s at %s", role, each)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void findsWhoActsForAUnit() {
        assertThat(posts.of(new OrgUnitId("430181-urban")))
                .extracting(Posts.Holder::name)
                .containsExactly("示例己");
    }

    private Stream<Area> below(AreaCode code) {
        return territory.children(code).stream().flatMap(child -> Stream.concat(Stream.of(child), below(child.code())));
    }

    private AccountId id(String username) {
        return SomeAccounts.id(context, username);
    }

    private List<String> names(Role role) {
        return posts.at(area, role).stream()
                .map(holder -> directory.account(holder.account()).orElseThrow().username())
                .toList();
    }
}
