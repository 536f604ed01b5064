package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.OrgUnitId;
import io.linli.identity.SignedIn;
import io.linli.notify.Inbox;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Timers in the database: each fires once, whoever sweeps, and what the calendar moves is counted again. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TimersTests {

    private static final String GRID = "430181002001001";
    private static final String COMMUNITY = "430181002001";

    @Autowired
    ApplicationContext context;

    @Autowired
    Timers timers;

    @Autowired
    LateCalls calls;

    @Autowired
    Assistances assistances;

    @Autowired
    SelfCheck check;

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Test
    void fireOnceHoweverManySweep() throws Exception {
        var now = clock.instant();
        var late = Stream.generate(() -> planted("WALL_CLOCK", now.minus(Duration.ofHours(3)), 2, now))
                .limit(20)
                .toList();
        try (var instances = Executors.newFixedThreadPool(4)) {
            var sweeps = instances.invokeAll(Stream.<Callable<Integer>>generate(() -> () -> timers.round(now))
                    .limit(4)
                    .toList());
            for (var sweep : sweeps) {
                sweep.get();
            }
        }

        for (var id : late) {
            assertThat(steps(id)).containsExactly("ESCALATE");
            assertThat(one(
                            "select count(*) from journal.entry where type = 'incident.escalated/1'"
                                    + " and body->>'incident' = ?",
                            id.toString()))
                    .isEqualTo(1L);
            assertThat(text("select holder_role || '@' || holder_area from incident.incident where id = ?", id))
                    .isEqualTo("COMMUNITY_WORKER@" + COMMUNITY);
            assertThat(text(
                            "select queue_role from tasking.task where state = 'OPEN' and matter = 'incident:' || ?",
                            id))
                    .isEqualTo("COMMUNITY_WORKER");
        }
        assertThat(timers.round(now)).as("nothing is left to fire").isZero();
    }

    @Test
    void goUpToTheRootAndThenWaitNoMore() {
        var now = clock.instant();
        var id = planted("WALL_CLOCK", now.minus(Duration.ofHours(3)), 2, now);
        for (int day = 0; day < 12; day++) {
            var later = now.plus(Duration.ofDays(10 + 20L * day));
            inSystem(() -> {
                var incident = context.getBean(Incidents.class).lock(new IncidentId(id));
                if (incident.progress().course().next() != null) {
                    timers.fire(incident, later);
                }
                return true;
            });
        }

        assertThat(text("select level_role || '@' || level_area from incident.incident where id = ?", id))
                .isEqualTo("DISTRICT_STAFF@430181");
        assertThat(one(
                        "select count(*) from incident.incident where id = ?::uuid and next_at is not null",
                        id.toString()))
                .isZero();
        assertThat(steps(id)).containsExactly("ESCALATE", "ESCALATE", "ESCALATE");
    }

    @Test
    void countAgainWhatAnOlderCalendarCounted() {
        var from = LocalDateTime.parse("2026-09-30T10:00")
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
        var id = planted("WORKING_DAY", from, 5, clock.instant().plus(Duration.ofDays(30)));
        inSystem(() -> database.sql(
                        "update incident.incident set term_calendar = -1, due_at = '2026-10-07 09:00+00' where id = ?")
                .param(id)
                .update());

        timers.recount();

        assertThat(text("select due_at at time zone 'Asia/Shanghai' from incident.incident where id = ?", id))
                .as("over the national holidays and the Saturday that is worked")
                .startsWith("2026-10-13 17:00");
        assertThat(steps(id)).containsExactly("RESCHEDULE");
        timers.recount();
        assertThat(steps(id)).hasSize(1);
    }

    @Test
    void letACallForHelpGoUpOnceThatNobodyAnsweredInTime() {
        var now = clock.instant();
        var id = planted("WALL_CLOCK", now, 5, now.plus(Duration.ofDays(30)));
        var asked = SignedIn.as(
                context,
                "community",
                () -> assistances
                        .ask(
                                new IncidentId(id),
                                SignedIn.caller(context, "community"),
                                Assistances.Kind.WHISTLE,
                                List.of(new OrgUnitId("430181-urban")),
                                "请到现场会商")
                        .getFirst());
        assertThat(asked.escalatedAt()).isNull();
        calls.round(now);
        assertThat(one(
                        "select count(*) from incident.assistance where escalated_at is null and id = ?::uuid",
                        asked.id().toString()))
                .as("there is time left")
                .isEqualTo(1);

        inSystem(() -> database.sql("update incident.assistance set due_at = ? where id = ?")
                .params(Incidents.at(now.minusSeconds(1)), asked.id())
                .update());
        calls.round(now);
        calls.round(now);

        assertThat(text("select level_role || '@' || level_area from incident.assistance where id = ?", asked.id()))
                .as("a level above the community that called")
                .isEqualTo("STREET_STAFF@430181002");
        var task = "select count(*) from tasking.task where queue_role = 'STREET_STAFF' and matter like '%/call/' || ?"
                + " and state = ";
        assertThat(one(task + "'OPEN'", asked.id().toString())).isEqualTo(1);
        for (var who : List.of("street", "urban", "community")) {
            var account = SignedIn.caller(context, who).id().id();
            assertThat(inSystem(() -> inbox.list(account, false, null, 200, Locale.CHINESE))
                            .items())
                    .as(who)
                    .filteredOn(notice -> ("assistance:" + asked.id()).equals(notice.matter()))
                    .extracting(notice -> notice.template())
                    .contains("incident-call-late/1");
        }

        var answered = SignedIn.as(
                context, "urban", () -> assistances.answer(asked.id(), SignedIn.caller(context, "urban"), "已到现场，明日拆除"));
        assertThat(answered.levelName()).isNotNull();
        assertThat(one(task + "'DONE'", asked.id().toString())).isEqualTo(1);
    }

    @Test
    void findWhatCannotHappenByItselfAndTellTheAdministratorOnceADay() {
        var report = check.look(Locale.CHINESE);

        assertThat(report.findings())
                .filteredOn(finding -> finding.kind() == SelfCheck.Kind.CATEGORY_WITHOUT_LEAD)
                .as("parts go to their owners first, and none is named")
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.alarm()).isTrue();
                    assertThat(finding.codes()).allMatch(code -> code.startsWith("92"));
                });
        var admin = SignedIn.caller(context, "admin").id().id();
        Integer told = system.call(() -> transaction.execute(status -> {
            int before =
                    inbox.list(admin, false, null, 200, Locale.CHINESE).items().size();
            check.tell();
            check.tell();
            status.setRollbackOnly();
            return inbox.list(admin, false, null, 200, Locale.CHINESE).items().size() - before;
        }));
        assertThat(told).isLessThanOrEqualTo(1);
    }

    /** An incident of the grid whose red warning was given, and whose timer fires then. */
    private UUID planted(String clockOf, Instant from, long amount, Instant next) {
        var id = UUID.randomUUID();
        long whole = clockOf.equals("WORKING_DAY") ? amount : amount * 3_600_000_000L;
        inSystem(() -> database.sql("""
                        insert into incident.incident (id, number, privacy, source, danger, title, flags, reported_at,
                            query_code, area, grid, how, status, urgent, holder_role, holder_area, handlers, rated,
                            trail_length, trail_head, due_at, term_clock, term_whole, term_left, term_from,
                            term_calendar, told, next_at, version)
                        values (?, ?, 'OPEN', 'RESIDENT', false, '', '{}', ?, '', ?, ?, 'POINT', 'DISPATCHED', false,
                            'GRID_WORKER', ?, '{}', false, 0, ?, ?, ?, ?, ?, ?, 0, 2, ?, 0)""")
                .params(List.of(
                        id,
                        "SJ-" + id,
                        Incidents.at(from),
                        GRID,
                        GRID,
                        GRID,
                        Bytes.ZERO.toArray(),
                        Incidents.at(from.plus(Duration.ofHours(amount))),
                        clockOf,
                        whole,
                        whole,
                        Incidents.at(from),
                        Incidents.at(next)))
                .update());
        inSystem(() -> count("incident.tally", List.of(GRID)));
        inSystem(() -> count("incident.tally_below", around(GRID)));
        return id;
    }

    /** No event told the counters of what was planted. */
    private int count(String counters, List<String> areas) {
        return database.sql("insert into " + counters + " as kept (area, status, n) select area, 'DISPATCHED', 1"
                        + " from unnest(?::text[]) area on conflict (area, status, category, unit, restricted, hidden_from)"
                        + " do update set n = kept.n + 1")
                .param(areas.toArray(String[]::new))
                .update();
    }

    private static List<String> around(String area) {
        return Stream.iterate(Optional.of(new AreaCode(area)), Optional::isPresent, at -> at.flatMap(AreaCode::parent))
                .map(at -> at.orElseThrow().code())
                .toList();
    }

    private List<String> steps(UUID id) {
        return inSystem(() -> database.sql("select step from incident.trail where incident = ? order by number")
                .param(id)
                .query(String.class)
                .list());
    }

    private String text(String sql, UUID id) {
        return inSystem(() -> database.sql(sql.replace("|| ?", "|| ?::text"))
                .param(id)
                .query(String.class)
                .single());
    }

    private long one(String sql, String id) {
        return inSystem(() -> database.sql(sql).param(id).query(Long.class).single());
    }

    private <T> T inSystem(java.util.function.Supplier<T> work) {
        return java.util.Objects.requireNonNull(system.call(() -> transaction.execute(status -> work.get())));
    }
}
