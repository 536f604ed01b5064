package io.linli.process;

import static io.linli.process.LinliProcess.kill;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.process.NeverLost.Victim;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Linli is killed while a split is published, at each of its phases: afterwards the ground is wholly the old or wholly
 * the new, the plan is published to its end, and everything that stood there is counted again.
 */
@Tag("long")
class PlanKilledLongTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STREET = "430181002";

    /** Communities without micro-grids; each is split once, and the kill comes when the plan has reached that phase. */
    private static final List<String> PHASES = List.of("AHEAD", "GROUND", "MATTERS");

    private static final String STANDING = """
            select (select count(*) from residents.home where area like '%1$s%%')
                || ' ' || (select count(*) from residents.person where area like '%1$s%%')
                || ' ' || (select count(*) from residents.household where area like '%1$s%%')
                || ' ' || (select count(*) from incident.incident where area like '%1$s%%' and ended_at is null)
                || ' ' || (select count(*) from tasking.task where area like '%1$s%%' and state = 'OPEN')""".formatted(STREET);

    @ParameterizedTest
    @EnumSource
    void isPublishedWhollyHoweverItWasKilled(Victim victim, @TempDir Path home) throws Exception {
        var linli = start(home);
        try {
            for (int round = 0; round < PHASES.size(); round++) {
                linli = round(linli, victim, home, round);
            }
        } finally {
            linli.close();
        }
    }

    private static LinliProcess start(Path home) throws Exception {
        // made-up people are put where they are wanted, and nobody adds others after a restart
        return LinliProcess.started(home, "run", "--linli.demo.scale=none");
    }

    private static LinliProcess round(LinliProcess linli, Victim victim, Path home, int round) throws Exception {
        String plan;
        String before;
        List<String> old;
        try (var database = DatabaseOf.superuser(linli.data());
                var district = new Visitor(linli.address())) {
            var community = database.ask("""
                    select code from territory.area c where open and length(code) = 12 and code like '%s%%'
                        and (select count(*) from territory.area g where g.open and g.code like c.code || '___') > 1
                        and not exists (select from territory.area m where m.open and length(m.code) = 17
                            and m.code like c.code || '%%')
                    order by code limit 1""".formatted(STREET));
            old = grids(database, community);
            fill(database, community);
            district.signIn("grid", LinliProcess.PASSWORD);
            for (var grid : old) {
                read(district.post("/api/incidents", """
                        {"location": {"gridCode": "%s"}, "description": "示例：路灯不亮"}""".formatted(grid)), 201);
            }
            district.signIn("district", LinliProcess.PASSWORD);
            plan = plan(district, community, old, round);
            before = database.ask(STANDING);
            read(district.post("/api/territory/plans/" + plan + "/publish?version=1", ""), 202);
            await(database, plan, PHASES.get(round));
        }
        switch (victim) {
            case JAVA -> kill(linli.java());
            case POSTMASTER -> kill(linli.postmaster());
            case BOTH -> kill(linli.java(), linli.postmaster());
        }
        var survivor = victim == Victim.POSTMASTER ? linli : start(home);
        isWhole(survivor, plan, old, round);
        try (var database = DatabaseOf.superuser(survivor.data())) {
            assertThat(database.ask(STANDING))
                    .as("nothing is lost and nothing is twice")
                    .isEqualTo(before);
            // at each start the demonstration gives a post to every area that has none: there may be more, never fewer
            assertThat(database.ask("""
                            select coalesce(string_agg(what || ' ' || before || ' ' || merged || ' ' || after, ', '), 'equal')
                            from territory.plan_total where plan = '%s' and (after is null
                                or after < before - merged or what <> 'posts' and after > before - merged)""".formatted(plan))).isEqualTo("equal");
            assertThat(database.ask("select count(*) from residents.home where area = any ('{%s}')"
                            .formatted(String.join(",", old))))
                    .as("none stands on ground that has closed")
                    .isEqualTo("0");
        }
        return survivor;
    }

    /** So many that moving them takes several transactions of each kind. */
    private static void fill(DatabaseOf database, String community) throws SQLException {
        database.run("""
                insert into residents.building (id, area, name, made_at)
                select gen_random_uuid(), code, '示例' || n || '栋', now()
                from territory.area, generate_series(1, 8) n where open and code like '%1$s___';
                insert into residents.home (id, building, unit_name, room, area, made_at)
                select gen_random_uuid(), b.id, '', n::text, b.area, now()
                from residents.building b, generate_series(1, 100) n where b.area like '%1$s%%';
                insert into residents.person (id, area, sealed, name_index, state, registration, registered_at,
                    changed_at, version)
                select gen_random_uuid(), area, '', sha256(id::text::bytea), 'HERE', 'HERE', now(), now(), 0
                from residents.home where area like '%1$s%%';
                insert into residents.household (id, area, home_index, home, head, opened_at)
                select gen_random_uuid(), area, name_index, '', id, now()
                from residents.person where area like '%1$s%%'""".formatted(community));
    }

    /** Half of the grids into one new community, half into another. */
    private static String plan(Visitor district, String community, List<String> grids, int round) throws Exception {
        var shares = new ArrayList<String>();
        shares.add(share(community, opened(round, 1)));
        for (int n = 0; n < grids.size(); n++) {
            shares.add(share(grids.get(n), opened(round, 1 + n % 2)));
        }
        var id = read(
                        district.post("/api/territory/plans", """
                        {"area": "%s", "name": "示例调整方案", "from": "%s", "opens": [%s, %s], "shares": [%s]}""".formatted(
                                        STREET,
                                        LocalDate.now(ZoneId.of("Asia/Shanghai")),
                                        opens(opened(round, 1)),
                                        opens(opened(round, 2)),
                                        String.join(", ", shares))),
                        201)
                .path("id")
                .asString("");
        var preview = read(district.post("/api/territory/plans/" + id + "/preview", ""), 200);
        assertThat(preview.path("problems").size())
                .as(preview.path("problems").toString())
                .isZero();
        return id;
    }

    private static String opened(int round, int which) {
        return STREET + "9" + (round + 1) + which;
    }

    private static String opens(String code) {
        return "{\"code\": \"%s\", \"name\": \"示例新社区%s\"}".formatted(code, code.substring(9));
    }

    private static String share(String from, String to) {
        return "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to);
    }

    /** Until it has come as far as that, or further. */
    private static void await(DatabaseOf database, String plan, String phase) throws SQLException {
        var end = System.nanoTime() + 30_000_000_000L;
        var now = "";
        while (!now.equals(phase) && System.nanoTime() < end) {
            now = database.ask("select coalesce(phase, state) from territory.plan where id = '" + plan + "'");
            if (PHASES.contains(now) && PHASES.indexOf(now) > PHASES.indexOf(phase)) {
                return;
            }
            assertThat(now).as("the kill comes in the middle").isNotEqualTo("PUBLISHED");
        }
    }

    /** Whenever somebody looks: all of the old ground is open, or all of the new, until the plan is published. */
    private static void isWhole(LinliProcess linli, String plan, List<String> old, int round) throws Exception {
        var state = "";
        for (int n = 0; n < 1_200 && !state.equals("PUBLISHED"); n++) {
            try (var database = DatabaseOf.superuser(linli.data())) {
                var open = database.ask(
                        """
                        select (select count(*) from territory.area where open and code = any ('{%s}')) || ' '
                            || (select count(*) from territory.area where open and length(code) = 15
                                and code like '%s%%')""".formatted(String.join(",", old), opened(round, 0).substring(0, 11)));
                assertThat(open).isIn(old.size() + " 0", "0 " + old.size());
                state = database.ask("select state from territory.plan where id = '" + plan + "'");
            } catch (SQLException | java.io.IOException | RuntimeException e) {
                state = "the database is not back yet: " + e.getMessage();
            }
            Thread.sleep(50);
        }
        assertThat(state).isEqualTo("PUBLISHED");
    }

    private static List<String> grids(DatabaseOf database, String community) throws SQLException {
        return List.of(database.ask("""
                        select string_agg(code, ',' order by code) from territory.area
                        where open and code like '%s___'""".formatted(community)).split(","));
    }

    private static JsonNode read(java.net.http.HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
