package io.linli.residents;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.SignedIn;
import io.linli.residents.web.ResidentsApi;
import io.linli.settings.SystemScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** However households are split, joined and moved, nobody is lost and nobody is in two. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class HouseholdsPropertyTests {

    @Autowired
    WebApplicationContext context;

    @Autowired
    HouseholdDesk desk;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    private record Member(HouseholdId household, ResidentId person, String relation) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepEachPersonInExactlyOneOfThem(long seed) {
        var random = new Random(seed);
        var api = new ResidentsApi(context);
        var homes =
                List.of(HomeId.of(api.home("grid", ResidentsApi.HERE)), HomeId.of(api.home("grid", ResidentsApi.HERE)));
        var people = new HashSet<ResidentId>();
        for (int n = 0; n < 8; n++) {
            var home = homes.get(n % 2).toString();
            people.add(ResidentId.of(ResidentsApi.text(api.person("grid", home, "示例" + n), "id")));
        }
        int refused = 0;
        for (int n = 0; n < 60; n++) {
            try {
                SignedIn.as(context, "grid", () -> step(random, homes, people));
            } catch (io.linli.problem.ProblemException e) {
                refused++; // such as joining two homes; then nothing has changed
            }
            check(people);
        }
        assertThat(refused).isLessThan(60);
    }

    private boolean step(Random random, List<HomeId> homes, Set<ResidentId> people) {
        var caller = SignedIn.caller(context, "grid");
        var members = members(people);
        var one = members.get(random.nextInt(members.size()));
        var of = members.stream()
                .filter(member -> member.household().equals(one.household()))
                .map(Member::person)
                .toList();
        switch (random.nextInt(4)) {
            case 0 -> {
                var leaving = of.subList(0, random.nextInt(of.size() + 1));
                var staying =
                        of.stream().filter(person -> !leaving.contains(person)).findFirst();
                var head = leaving.isEmpty() ? one.person() : leaving.getFirst();
                var home = random.nextBoolean() ? null : homes.get(random.nextInt(2));
                desk.split(one.household(), leaving, head, staying.orElse(null), home, caller);
            }
            case 1 ->
                desk.join(
                        one.household(),
                        members.get(random.nextInt(members.size())).household(),
                        caller);
            case 2 -> desk.move(one.household(), homes.get(random.nextInt(2)), caller);
            default -> desk.appoint(one.household(), one.person(), caller);
        }
        return true;
    }

    private void check(Set<ResidentId> people) {
        var members = members(people);
        assertThat(members).extracting(Member::person).containsExactlyInAnyOrderElementsOf(people);
        var households = new HashSet<>(members.stream().map(Member::household).toList());
        for (var household : households) {
            assertThat(members)
                    .filteredOn(member -> member.household().equals(household))
                    .filteredOn(member -> member.relation().equals("HEAD"))
                    .as("one head of " + household)
                    .hasSize(1);
        }
        // who keeps house together lives behind one door
        var strays = system.call(() -> transaction.execute(status -> database.sql("""
                        select count(*) from residents.member m
                        join residents.household h on h.id = m.household
                        left join residents.stay s
                            on s.person = m.person and s.kind = 'LIVES' and s.ended_at is null
                                and s.home_index = h.home_index
                        where m.person = any(?) and m.ended_at is null and (s.id is null or h.closed_at is not null)""")
                .param(people.stream().map(ResidentId::id).toArray(UUID[]::new))
                .query(Integer.class)
                .single()));
        assertThat(strays).isZero();
    }

    private List<Member> members(Set<ResidentId> people) {
        return system.call(() -> transaction.execute(status -> new ArrayList<>(database.sql("""
                        select household, person, relation from residents.member
                        where person = any(?) and ended_at is null order by household, person""")
                .param(people.stream().map(ResidentId::id).toArray(UUID[]::new))
                .query((row, n) -> new Member(
                        new HouseholdId(Rows.id(row, "household")),
                        new ResidentId(Rows.id(row, "person")),
                        row.getString("relation")))
                .list())));
    }
}
