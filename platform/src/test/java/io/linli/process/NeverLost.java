package io.linli.process;

import static io.linli.process.LinliProcess.kill;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.process.Reporters.Told;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.UUID;

/** Kills Linli while people report, and looks afterwards whether every report that was answered is there, once. */
final class NeverLost {

    /** Who is killed. */
    enum Victim {
        JAVA,
        POSTMASTER,
        BOTH
    }

    // how much one person may report is another matter
    private static final String WITHOUT_LIMIT = "--linli.identity.reports.worker=0";

    private final Path home;
    private final int people;
    private final int reports;

    NeverLost(Path home, int people, int reports) {
        this.home = home;
        this.people = people;
        this.reports = reports;
    }

    LinliProcess start() throws Exception {
        return LinliProcess.started(home, "run", WITHOUT_LIMIT);
    }

    /** One kill in the middle of work, and what it left; gives the Linli that runs afterwards. */
    LinliProcess round(LinliProcess linli, Victim victim) throws Exception {
        var before = incidents(linli);
        try (var reporters = Reporters.begin(linli.address(), people)) {
            reporters.untilTaken(reports);
            switch (victim) {
                case JAVA -> kill(linli.java());
                case POSTMASTER -> kill(linli.postmaster());
                case BOTH -> kill(linli.java(), linli.postmaster());
            }
            var survivor = linli;
            if (victim == Victim.POSTMASTER) {
                // the same process goes on, and soon takes in reports again
                reporters.untilTaken(reports);
                reporters.stop();
            } else {
                reporters.stop();
                survivor = start();
            }
            assertThat(reporters.turnedAway())
                    .as("the kill hit in the middle of work")
                    .isPositive();
            check(survivor, reporters, before);
            return survivor;
        }
    }

    /** Sends everything again, and finds each report once, delivered once. */
    static void check(LinliProcess linli, Reporters reporters, long before) throws Exception {
        URI server = linli.address();
        var answers = reporters.sendAllAgain(server);

        assertThat(reporters.oddities())
                .as("every refusal was a clear one; %s", linli.faults())
                .isEmpty();
        assertThat(answers).hasSize(reporters.sent());
        assertThat(answers.values())
                .as("sent again, each gives its first result")
                .allSatisfy(answer -> {
                    assertThat(answer.now()).isNotNull();
                    answer.then().ifPresent(first -> assertThat(answer.now()).isEqualTo(first));
                });
        var ids = new HashSet<UUID>();
        answers.values().stream().map(Told::now).filter(Objects::nonNull).forEach(ids::add);
        assertThat(ids).as("no two reports became one").hasSize(answers.size());
        var all = incidents(linli);
        assertThat(all - before).as("and none became two").isEqualTo(answers.size());
        isTold(linli, all);
    }

    /** Each report stands in the journal once, and has reached those who read it there once. */
    static void isTold(LinliProcess linli, long all) throws Exception {
        try (var database = DatabaseOf.superuser(linli.data())) {
            assertThat(database.ask("""
                            select count(*) || ' ' || count(distinct body ->> 'incident')
                            from journal.entry where type = 'incident.reported/1'""")).as("one event of each").isEqualTo(all + " " + all);
            assertThat(database.ask("""
                            select count(*) from incident.incident i where not exists (
                                select from journal.entry
                                where type = 'incident.reported/1' and body ->> 'incident' = i.id::text)""")).isEqualTo("0");
            awaitReaders(database);
            assertThat(database.ask("select coalesce(sum(n), 0) from incident.tally"))
                    .as("each was counted once by the reader of the journal")
                    .isEqualTo(Long.toString(all));
            assertThat(database.ask("""
                            select count(*) from (
                                select from (
                                    select area, status, category, n from incident.tally
                                    union all select area, status, category, -1 from incident.incident) counted
                                group by area, status, category having sum(n) <> 0) wrong""")).as("and as what it is now").isEqualTo("0");
            assertThat(database.ask("select count(*) from incident.search")).isEqualTo(Long.toString(all));
            isAnalysed(database, all);
        }
    }

    /** The kill came while entries were being analysed: each was analysed, and none twice. */
    private static void isAnalysed(DatabaseOf database, long all) throws Exception {
        assertThat(database.ask("""
                        select p.entries - (select count(*) from journal.entry e
                            where (e.epoch, e.xid, e.seq) <= (p.epoch, p.xid, p.seq))
                        from analysis.progress p where p.name = 'analysis'"""))
                .as("the detectors were handed each entry once")
                .isEqualTo("0");
        assertThat(database.ask("select count(*) || ' ' || sum(again) from analysis.contribution"))
                .as("each report adds to the risk of its place once")
                .isEqualTo(all + " 0");
        assertThat(database.ask("""
                        select count(*) from insight.matter m join insight.model a on a.active = m.generation""")).as("and to the figures").isEqualTo(Long.toString(all));
    }

    /** Until no entry waits for any reader. */
    private static void awaitReaders(DatabaseOf database) throws Exception {
        var waiting = "1";
        for (int n = 0; !waiting.equals("0"); n++) {
            assertThat(n).as(waiting + " entries wait for a reader").isLessThan(600);
            Thread.sleep(100);
            waiting = database.ask("""
                    select count(*) from journal.cursor c, journal.entry e
                    where (e.epoch, e.xid, e.seq) > (c.epoch, c.xid, c.seq)""");
        }
    }

    private static long incidents(LinliProcess linli) throws Exception {
        try (var database = DatabaseOf.superuser(linli.data())) {
            return Long.parseLong(database.ask("select count(*) from incident.incident"));
        }
    }
}
