package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.SampleMatters.Matters;
import io.linli.settings.SystemScope;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(SampleMatters.class)
class ScopedQueryTests {

    @Autowired
    ScopedQuery scoped;

    @Autowired
    Matters matters;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    SystemScope system;

    @Autowired
    ApplicationContext context;

    @Test
    void showsAPostTheMattersOfItsArea() {
        var inGrid = matters.add("430181002001001");
        var inMicroGrid = matters.add("43018100200100101");
        var nextDoor = matters.add("430181002001002");
        var atCommunity = matters.add("430181002001");

        assertThat(seenBy("grid")).contains(inGrid, inMicroGrid).doesNotContain(nextDoor, atCommunity);
        assertThat(seenBy("community")).contains(inGrid, inMicroGrid, nextDoor, atCommunity);
        assertThat(seenBy("grid2")).doesNotContain(inGrid, inMicroGrid, nextDoor, atCommunity);
    }

    @Test
    void showsAUnitItsMattersAndNoOthersOfTheArea() {
        var theirs = matters.add("430181002001001", "430181-urban", null, null, null, null);
        var others = matters.add("430181002001001", "430181-civil", null, null, null, null);

        assertThat(seenBy("urban")).contains(theirs).doesNotContain(others);
        assertThat(seenBy("district")).contains(theirs, others);
    }

    @Test
    void showsResidentsTheirOwn() {
        var mine = matters.add("430181002006", null, null, null, id("resident"), null);
        var neighbours = matters.add("430181002001", null, null, null, id("resident2"), null);

        assertThat(seenBy("resident")).contains(mine).doesNotContain(neighbours);
    }

    @Test
    void showsWhatIsAssigned() {
        var assigned = matters.add("430181002006001", null, null, id("mediator"), null, null);

        assertThat(seenBy("mediator")).containsExactly(assigned);
    }

    @Test
    void hidesWhatIsAboutACommunityFromItsPosts() {
        var about = matters.add("430181002001001", null, null, id("grid"), id("resident"), "430181002001");

        assertThat(seenBy("grid")).doesNotContain(about);
        assertThat(seenBy("community")).doesNotContain(about);
        assertThat(seenBy("street")).contains(about);
        assertThat(seenBy("resident")).as("who reported it").contains(about);
    }

    @Test
    void keepsARestrictedKindFromAllButThoseWhoMaySeeIt() {
        var restricted = matters.add("430181002001001", "430181-urban", "POLICE", null, id("resident"), null);

        assertThat(seenBy("district")).doesNotContain(restricted);
        assertThat(seenBy("urban")).doesNotContain(restricted);
        assertThat(seenBy("resident")).contains(restricted);
    }

    @Test
    void countsExactlyUpToTheCap() {
        var me = id("resident2");
        for (int i = 0; i < 3; i++) {
            matters.add("430181002006001", null, null, null, me, null);
        }
        var everything = scopedFor("resident2").count(10_000);

        assertThat(everything.count()).isGreaterThanOrEqualTo(3);
        assertThat(everything.exact()).isTrue();
        assertThat(scopedFor("resident2").count(2)).isEqualTo(new ScopedQuery.Total(2, false));
    }

    @Test
    void handsOverRowByRow() {
        var mine = matters.add("430181002006001", null, null, null, id("resident2"), null);
        var seen = new java.util.ArrayList<UUID>();

        long rows = SignedIn.as(
                context,
                "resident2",
                () -> scoped.from(caller("resident2"), "sample.matter m")
                        .select("m.id")
                        .orderBy("m.id")
                        .each(1, (row, n) -> row.getObject(1, UUID.class), seen::add));

        assertThat(seen).contains(mine).hasSize((int) rows);
    }

    @Test
    void isNotTheOnlyWall() {
        var elsewhere = matters.add("430181003001001");

        assertThat(rawSeenBy("grid")).doesNotContain(elsewhere);
        assertThat(rawSeenBy("district")).contains(elsewhere);
        assertThat(rawInTransaction()).as("nobody is signed in").isEmpty();
        assertThat(raw()).as("no transaction, no caller").isEmpty();
    }

    @Test
    void isTheRuleThatIsWrittenDownForAllTables() {
        matters.add("430181002001001", null, "POLICE", null, null, null);
        matters.add("430181002001001", "430181-urban", "POLICE", null, null, null);
        matters.add("430181002001001", "430181-urban", null, null, id("resident"), "430181002001");
        matters.add("430181002006001", null, "POLICE", id("grid"), null, null);
        matters.add("430181003001");
        system.call(() -> transaction.execute(status -> {
            database.sql("delete from sample.open_matter").update();
            return database.sql("insert into sample.open_matter select * from sample.matter")
                    .update();
        }));
        var grid = id("grid").toString();
        for (var account :
                List.of("", grid, id("resident").toString(), id("urban").toString())) {
            for (var areas : List.of("", "{}", "{430181}", "{430181002001}", "{430181002001,430181003}")) {
                for (var units : List.of("", "{}", "{430181-urban}")) {
                    for (var grants : List.of("", "{}", "{POLICE@430181}", "{POLICE/430181-urban,CARE@43}")) {
                        for (var hidden : List.of("", "{}", "{43,430181,430181002001}")) {
                            assertSame(List.of(account, areas, units, grants, hidden), account.isEmpty());
                        }
                    }
                }
            }
        }
    }

    // an account without one of the other settings is an error of the rule as it is written down
    private void assertSame(List<String> told, boolean nobody) {
        if (!nobody && told.contains("")) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            var names = List.of("account", "areas", "units", "grants", "hidden");
            for (int i = 0; i < names.size(); i++) {
                database.sql("select set_config(?, ?, true)")
                        .params("linli." + names.get(i), told.get(i))
                        .query(String.class)
                        .single();
            }
            assertThat(raw())
                    .as(told.toString())
                    .containsExactlyInAnyOrderElementsOf(database.sql("""
                            select id from sample.open_matter
                            where public.linli_visible(area, unit, restricted, assignee, owner, hidden_from)""")
                            .query((row, n) -> row.getObject(1, UUID.class))
                            .list());
            if (!nobody) {
                assertThat(shownTo(told)).as("in memory, " + told).isEqualTo(visibleByPost());
            }
        });
    }

    /** What is neither the account's own nor assigned to it, by the rule as it is kept in memory. */
    private Set<UUID> shownTo(List<String> told) {
        var sight = new Sight(new Scope(
                AccountId.of(told.get(0)),
                codes(told.get(1)),
                codes(told.get(2)),
                codes(told.get(3)),
                codes(told.get(4))));
        return Set.copyOf(database
                .sql("""
                        select id, area, unit, restricted, hidden_from from sample.open_matter
                        where current_setting('linli.account') not in (coalesce(owner::text, ''), coalesce(assignee::text, ''))""")
                .query((row, n) -> sight.shows(row.getString(2), row.getString(3), row.getString(4), row.getString(5))
                        ? List.of(row.getObject(1, UUID.class))
                        : List.<UUID>of())
                .list()
                .stream()
                .flatMap(List::stream)
                .toList());
    }

    private Set<UUID> visibleByPost() {
        return Set.copyOf(database.sql("""
                        select id from sample.open_matter
                        where public.linli_visible(area, unit, restricted, assignee, owner, hidden_from)
                          and current_setting('linli.account') not in (coalesce(owner::text, ''), coalesce(assignee::text, ''))""")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    private static SortedSet<String> codes(String array) {
        var codes = new TreeSet<>(List.of(array.replaceAll("[{}]", "").split(",")));
        codes.remove("");
        return codes;
    }

    @Test
    void letsThePlatformItselfSeeEverything() {
        var elsewhere = matters.add("430181003001001");

        assertThat(system.call(this::rawInTransaction)).contains(elsewhere);
        transaction.executeWithoutResult(status -> {
            assertThat(raw()).isEmpty();
            system.run(() -> assertThat(raw()).contains(elsewhere));
            assertThat(raw()).as("left again").isEmpty();
        });
    }

    private List<UUID> seenBy(String username) {
        return SignedIn.as(
                context,
                username,
                () -> scoped.from(caller(username), SampleMatters.TABLE)
                        .select("id")
                        .list((row, n) -> row.getObject(1, UUID.class)));
    }

    private TotalOf scopedFor(String username) {
        return cap -> SignedIn.as(
                context,
                username,
                () -> scoped.from(caller(username), SampleMatters.TABLE).count(cap));
    }

    interface TotalOf {
        ScopedQuery.Total count(int cap);
    }

    private List<UUID> rawSeenBy(String username) {
        return SignedIn.as(context, username, this::rawInTransaction);
    }

    private List<UUID> rawInTransaction() {
        List<UUID> found = transaction.execute(status -> raw());
        return found;
    }

    private List<UUID> raw() {
        return database.sql("select id from sample.matter")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private Caller caller(String username) {
        return SignedIn.caller(context, username);
    }

    private UUID id(String username) {
        return caller(username).id().id();
    }
}
