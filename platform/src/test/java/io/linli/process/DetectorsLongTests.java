package io.linli.process;

import static io.linli.process.LinliProcess.kill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.process.NeverLost.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the detectors know and found after they were killed again and again, beside a run that nobody disturbed. */
@Tag("long")
class DetectorsLongTests {

    private static final int INCIDENTS = 4_000;

    /** Each when another part of what there is to read has been read. */
    private static final List<Victim> KILLS = List.of(Victim.JAVA, Victim.BOTH, Victim.JAVA);

    /** An instance that reads the journal and nothing else: no timer makes new facts between the two runs. */
    private static final String READER = "--linli.duties=analysis";

    private static final String KNOWN = """
            select coalesce(string_agg(concat_ws(' ', detector, key, body), E'\\n' order by detector, key), '')
            from analysis.state""";

    private static final String FOUND = """
            select coalesce(string_agg(concat_ws(' ', source, found, kind, level, topic, area, cell, category, unit,
                from_at, to_at, figures, evidence, epoch, xid, seq, at), E'\\n' order by source, found), '')
            from analysis.signal""";

    private static final String READ = "select coalesce(max(entries), 0) from analysis.progress";

    private static final String ALL = "select count(*) from journal.entry";

    /** As if they had never read anything; when late facts were taken to have happened is kept, as for a replay. */
    private static final String FORGET = """
            truncate analysis.state, analysis.signal, analysis.warning, analysis.warning_step, analysis.contribution,
                analysis.risk_day, analysis.detector_day, analysis.fault, analysis.progress;
            delete from journal.cursor where reader = 'analysis'""";

    private record Seen(String known, String found) {}

    @TempDir
    Path home;

    @Test
    void knowAndFindTheSameThoughTheyWereKilledInTheMiddle() throws Exception {
        LinliProcess.started(home, "run").close(); // a demonstration, which alone is filled
        fill(1);
        reportTheSameAgainAndAgain();
        fill(2); // as late facts
        forget();
        var undisturbed = seen();
        assertThat(undisturbed.known()).isNotEmpty();
        assertThat(undisturbed.found()).isNotEmpty();

        long all = forget();
        for (int n = 0; n < KILLS.size(); n++) {
            killOnceSoManyAreRead(KILLS.get(n), all * (n + 1) / (KILLS.size() + 1), all);
        }
        var disturbed = seen();

        assertThat(disturbed.known()).isEqualTo(undisturbed.known());
        assertThat(disturbed.found()).isEqualTo(undisturbed.found());
    }

    private void fill(int seed) throws Exception {
        try (var fill = LinliProcess.begin(
                home, "fill", "--incidents", String.valueOf(INCIDENTS / 2), "--seed", String.valueOf(seed))) {
            assertThat(fill.end()).as(fill.complained()).isZero();
        }
    }

    /** So that there is something to find. */
    private void reportTheSameAgainAndAgain() throws Exception {
        try (var linli = LinliProcess.started(home, "run");
                var worker = new Visitor(linli.address())) {
            worker.signIn("grid", LinliProcess.PASSWORD);
            for (int n = 0; n < 4; n++) {
                var answer = worker.post("/api/event/report", """
                        {"type": "群众反映", "location": {"longitude": 113.64, "latitude": 28.16},
                            "description": "示例：巷口的路灯不亮，请派人查看"}""");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            }
        }
    }

    /** It reads before it says where it is. */
    private void killOnceSoManyAreRead(Victim victim, long enough, long all) throws Exception {
        try (var linli = LinliProcess.begin(home, "run", "--server.port=0", READER)) {
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofMinutes(2))
                    .ignoreExceptions() // until the database is there
                    .until(() -> asked(READ) >= enough);
            assertThat(asked(READ)).as("in the middle").isLessThan(all);
            if (victim == Victim.BOTH) {
                kill(linli.java(), linli.postmaster());
            } else {
                kill(linli.java());
            }
        }
    }

    /** All that there is once everything was read. */
    private Seen seen() throws Exception {
        try (var linli = LinliProcess.started(home, "run", READER);
                var database = DatabaseOf.superuser(linli.data())) {
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> number(database, READ) == number(database, ALL));
            return new Seen(database.ask(KNOWN), database.ask(FOUND));
        }
    }

    /** By an instance that reads nothing itself; how much there is to read. */
    private long forget() throws Exception {
        try (var linli = LinliProcess.started(home, "run", "--linli.duties=serve");
                var database = DatabaseOf.superuser(linli.data())) {
            database.run(FORGET);
            return number(database, ALL);
        }
    }

    private long asked(String question) throws IOException, SQLException {
        try (var database = DatabaseOf.superuser(LinliProcess.data(home))) {
            return number(database, question);
        }
    }

    private static long number(DatabaseOf database, String question) throws SQLException {
        return Long.parseLong(database.ask(question));
    }
}
