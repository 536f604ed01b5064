package io.linli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.analysis.detector.DayEnded;
import io.linli.identity.SignedIn;
import io.linli.incident.IncidentReported;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import io.linli.settings.SystemScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** With entries of the tests' own, in transactions of which nothing stays. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EngineTests {

    private static final String GRID = "430181131001001";
    private static final Instant BEGIN = Instant.parse("2026-03-01T16:00:00Z");
    private static final int FAR = 9_999; // an epoch that no other entry is of

    private static String golden = "";

    @Autowired
    Engine engine;

    @Autowired
    Replays replays;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @BeforeAll
    static void readGolden() throws IOException {
        golden = Files.readString(Path.of("src/test/resources/journal/incident.reported.1.json"))
                .replaceFirst("\"restricted\" : \"POLICE\",\\s*\"hiddenFrom\" : \"430181001001\",", "")
                .replace("\"grid\" : \"430181001001\"", "\"grid\" : \"%s\"".formatted(GRID))
                .replace("\"area\" : \"430181001001\"", "\"area\" : \"%s\"".formatted(GRID))
                .replace("0102", "9001");
    }

    @Test
    void knowsAndFindsTheSameHoweverOftenItIsStoppedAndStartedAgain() {
        var entries = seventyDaysAndASurge();

        var undisturbed = kept(() -> {
            engine.read(entries);
            return everything();
        });
        var disturbed = kept(() -> {
            for (int i = 0; i < entries.size(); i += 7) {
                engine.read(entries.subList(i, Math.min(entries.size(), i + 7)));
            }
            return everything();
        });

        assertThat(undisturbed).isEqualTo(disturbed);
        assertThat(undisturbed).anyMatch(line -> line.startsWith("signal grid-surge/1"));
        assertThat(undisturbed).anyMatch(line -> line.startsWith("state silent-grid " + GRID));
    }

    /** As between two batches that are committed: what is known stays in memory, and is worth nothing once another read. */
    @Test
    void knowsAndFindsTheSameWhenItKeepsInMindWhatItWroteLast() {
        var entries = seventyDaysAndASurge();
        var anotherInstance = context.getAutowireCapableBeanFactory().createBean(Engine.class);

        var undisturbed = kept(() -> {
            engine.read(entries);
            return everything();
        });
        var inMind = kept(() -> {
            for (int i = 0; i < entries.size(); i += 7) {
                engine.read(entries.subList(i, Math.min(entries.size(), i + 7)));
                committed();
            }
            return everything();
        });
        var anotherRead = kept(() -> {
            engine.read(entries.subList(0, 100));
            committed();
            anotherInstance.read(entries.subList(100, 130)); // of which the first one hears nothing
            engine.read(entries.subList(130, entries.size()));
            return everything();
        });

        assertThat(inMind).isEqualTo(undisturbed);
        assertThat(anotherRead).isEqualTo(undisturbed);
        assertThat(undisturbed)
                .anyMatch(line -> line.startsWith("state cluster ") || line.startsWith("state grid-surge "));
    }

    /** What the engine does at the end of a transaction, without its end: this one is undone. */
    private static void committed() {
        TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(one -> one.getClass().getName().startsWith(Engine.class.getName()))
                .forEach(TransactionSynchronization::afterCommit);
    }

    @Test
    void tellsHowManyItReadASecondAndOfNoneOnceThoseTwoMinutesAreOver() {
        var entries = seventyDaysAndASurge();

        var rates = kept(() -> {
            double before = engine.perSecond(Instant.now());
            engine.read(entries.subList(0, 50));
            engine.read(entries.subList(50, entries.size()));
            return List.of(
                    before,
                    engine.perSecond(Instant.now()),
                    engine.perSecond(Instant.now().plus(Duration.ofMinutes(2))));
        });

        assertThat(rates.get(0)).isZero();
        assertThat(rates.get(1)).isBetween(entries.size() / 120.0, entries.size() / 60.0);
        assertThat(rates.get(2)).isZero();
    }

    @Test
    void makesNoSecondSignalOfWhatItFoundBefore() {
        var entries = seventyDaysAndASurge();

        var signals = kept(() -> {
            engine.read(entries);
            long once = count("signal");
            database.sql("delete from analysis.state").update();
            database.sql("delete from analysis.progress").update();
            engine.read(entries);
            return List.of(once, count("signal"));
        });

        assertThat(signals.getFirst()).isPositive().isEqualTo(signals.getLast());
    }

    /** As hours of a year long past came in: 50.0 mm in three hours, then 100.0, and one hour is missing. */
    @Test
    void findsHeavyRainAndFoldsItIntoOneWarningOfTheGround() {
        var station = "T" + UUID.randomUUID().toString().substring(0, 8);
        var topic = "heavy-rain:" + station + ":" + GRID.substring(0, 9);
        var entries = new ArrayList<JournalEntry>();
        var fell = List.of("10.0", "20.0", "20.0", "60.0", "", "30.0", "30.0");
        for (int hour = 0; hour < fell.size(); hour++) {
            if (!fell.get(hour).isEmpty()) {
                entries.add(rain(hour, station, BEGIN.plus(Duration.ofHours(hour)), fell.get(hour)));
            }
        }

        var undisturbed = kept(() -> {
            engine.read(entries);
            assertThat(database.sql(
                                    "select level || ' ' || signals || ' ' || area from analysis.warning where topic = ?")
                            .param(topic)
                            .query(String.class)
                            .list())
                    .containsExactly("RED 2 " + GRID.substring(0, 9));
            return everything();
        });
        var disturbed = kept(() -> {
            entries.forEach(entry -> engine.read(List.of(entry)));
            engine.read(entries); // and all of them once more
            return everything();
        });

        assertThat(undisturbed).isEqualTo(disturbed);
        assertThat(undisturbed.stream().filter(line -> line.startsWith("signal heavy-rain/1")))
                .hasSize(2)
                .anyMatch(line -> line.contains(" ORANGE ") && line.contains("\"mm\": 50.0"))
                .anyMatch(line -> line.contains(" RED ") && line.contains("\"mm\": 100.0"));
    }

    private static JournalEntry rain(int number, String station, Instant hour, String millimetres) {
        var body = """
                {"station": "%s", "areas": ["%s"], "hour": "%s", "millimetres": %s, "at": "%s"}""".formatted(station, GRID.substring(0, 9), hour, millimetres, hour.plusSeconds(300));
        return entry(number, "sensing.rain-measured/1", body, hour.plusSeconds(300));
    }

    @Test
    void goesOnPastAnEntryThatCannotBeReadAndAStateThatIsBroken() {
        var broken = entry(2, "incident.reported/1", "{\"incident\": 7}", BEGIN);
        var grid = GRID + ":9001";

        var faults = kept(() -> {
            engine.read(List.of(entry(0, "identity.test/1", "{}", BEGIN))); // it knows the versions from now on
            database.sql("insert into analysis.state (detector, key, body) values ('grid-surge', ?, '{\"parts\": []}')")
                    .param(grid)
                    .update();
            engine.read(List.of(report(1, BEGIN), broken, report(3, BEGIN.plusSeconds(60))));
            assertThat(body("grid-surge", grid)).contains("\"count\":2");
            assertThat(body("silent-grid", GRID)).contains("\"today\":2");
            return database.sql("select detector, cause from analysis.fault where epoch = ? order by id")
                    .param(FAR)
                    .query((row, n) -> row.getString(1) + ": " + row.getString(2))
                    .list();
        });

        assertThat(faults).hasSize(2).anyMatch(line -> line.startsWith("analysis: "));
        assertThat(faults).anyMatch(line -> line.equals("grid-surge: state cannot be read"));
    }

    /** The step of the database that belongs to it, on what an older Linli left. */
    @Test
    void remembersWhatRecurredWhenItIsAnUpgradeThatChangesOnlyWhatCountsAsADispute() throws IOException {
        var step = Files.readString(
                Path.of("src/main/resources/db/migration/analysis/V26__recurrence_keeps_what_it_knows.sql"));
        var past = GRID + ":0000:past";

        var left = kept(() -> {
            engine.read(List.of(entry(0, "identity.test/1", "{}", BEGIN))); // every detector has a version from now on
            database.sql("update analysis.detector set version = 1 where name = 'recurrence'")
                    .update();
            for (var detector : List.of("recurrence", "grid-surge")) {
                database.sql("insert into analysis.state (detector, key, body) values (?, ?, '{\"past\": []}')")
                        .params(detector, past)
                        .update();
            }
            database.sql("update analysis.detector set version = 0 where name = 'grid-surge'")
                    .update();
            database.sql(step).update();
            engine.read(List.of(report(1, BEGIN)));
            assertThat(database.sql("select version from analysis.detector where name = 'recurrence'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(engine.find("recurrence").orElseThrow().version());
            return database.sql("select detector from analysis.state where key = ?")
                    .param(past)
                    .query(String.class)
                    .list();
        });

        assertThat(left).as("another one that changed begins anew").containsExactly("recurrence");
    }

    @Test
    void takesAFactThatIsAheadOfTheClockAsOfNow() {
        var ahead = Instant.now().plus(Duration.ofDays(400));

        var taken = kept(() -> {
            engine.read(List.of(report(1, Instant.now().minusSeconds(60)), report(2, ahead)));
            assertThat(engine.progress(Engine.NAME).orElseThrow().watermark())
                    .isBefore(Instant.now().plusSeconds(60));
            return database.sql("select count(*) from analysis.skew where epoch = ?")
                    .param(FAR)
                    .query(Long.class)
                    .single();
        });

        assertThat(taken).isEqualTo(1);
    }

    @Test
    void tellsNobodyOfRestrictedMattersAndOfThoseAboutSomebody() {
        var restricted = report(1, BEGIN, "\"privacy\"", "\"restricted\" : \"POLICE\", \"privacy\"");
        var about = report(2, BEGIN, "\"privacy\"", "\"hiddenFrom\" : \"430181131001\", \"privacy\"");

        assertThat(FactReader.fact(restricted)).isEmpty();
        assertThat(FactReader.fact(about)).isEmpty();
        assertThat(FactReader.fact(report(3, BEGIN)).orElseThrow().grid()).isEqualTo(GRID);
        assertThat(restricted.as(IncidentReported.class).now().restricted()).isEqualTo("POLICE");
        assertThat(new DayEnded(1, BEGIN).type()).isEqualTo("day.ended");
    }

    /** Over all that the tests have made happen so far, whatever it is. */
    @Test
    void findsTheSameAgainWhenItRunsOverThePast() {
        var detector = engine.find("recurrence").orElseThrow();
        var district = SignedIn.caller(context, "district");

        var as = replays.open(district, detector, null);
        replays.run(as, detector, null);
        // what stood in a month that another test summed up is no longer as the live one read it
        long summed = database.sql("select count(*) from journal.entry where type = 'incident.rolled-up/1'")
                .query(Long.class)
                .single();
        assertThat(replays.find(as)).satisfies(replay -> {
            assertThat(replay.state()).isEqualTo(Replays.State.DONE);
            assertThat(replay.missing()).isZero();
            assertThat(replay.more()).isLessThanOrEqualTo(summed);
        });
        var again = replays.open(district, detector, null);
        replays.run(again, detector, null);
        assertThat(replays.find(again)).satisfies(replay -> {
            assertThat(replay.missing()).isZero();
            assertThat(List.of(replay.findings(), replay.more()))
                    .isEqualTo(List.of(
                            replays.find(as).findings(), replays.find(as).more()));
        });

        var never = new HashMap<String, @Nullable Double>();
        never.put("times", 50.0);
        never.put("timesDispute", 50.0);
        var otherwise = replays.open(district, detector, never);
        assertThatThrownBy(() -> replays.open(district, detector, never)).hasMessageContaining("REPLAY_RUNS");
        replays.run(otherwise, detector, never);
        assertThat(replays.find(otherwise).findings()).isZero();
        assertThat(database.sql("select count(*) from journal.cursor where reader like 'analysis-replay-%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Two a day, and then many at once. */
    private static List<JournalEntry> seventyDaysAndASurge() {
        var entries = new ArrayList<JournalEntry>();
        for (int day = 0; day < 70; day++) {
            var midnight = BEGIN.plus(Duration.ofDays(day));
            entries.add(report(entries.size(), midnight.plusSeconds(40_000)));
            entries.add(report(entries.size(), midnight.plusSeconds(70_000)));
        }
        for (int i = 0; i < 15; i++) {
            entries.add(report(entries.size(), BEGIN.plus(Duration.ofDays(70)).plusSeconds(68_400 + 60L * i)));
        }
        return entries;
    }

    private static JournalEntry report(int number, Instant at, String... instead) {
        var body = golden.replace("01936f2a-7c00-7000-8000-000000000001", new UUID(7, number).toString())
                .replace("2026-11-21T08:30:00.123456Z", at.toString());
        for (int i = 0; i < instead.length; i += 2) {
            body = body.replace(instead[i], instead[i + 1]);
        }
        return entry(number, "incident.reported/1", body, at);
    }

    private static JournalEntry entry(int number, String type, String body, Instant at) {
        return new JournalEntry(new Position(FAR, 1, number), type, body, at);
    }

    private List<String> everything() {
        var all =
                new ArrayList<>(database.sql("""
                        select 'signal ' || source || ' ' || found || ' ' || level || ' ' || figures::text || evidence::text
                        from analysis.signal where epoch = ? order by 1""").param(FAR).query(String.class).list());
        all.addAll(
                database.sql("select 'state ' || detector || ' ' || key || ' ' || body from analysis.state order by 1")
                        .query(String.class)
                        .list());
        all.addAll(
                database.sql("select 'contribution ' || c::text from analysis.contribution c where area = ? order by 1")
                        .param(GRID)
                        .query(String.class)
                        .list());
        return all;
    }

    private String body(String detector, String key) {
        return database.sql("select body from analysis.state where detector = ? and key = ?")
                .params(detector, key)
                .query(String.class)
                .single();
    }

    private long count(String table) {
        return database.sql("select count(*) from analysis." + table + " where epoch = ?")
                .param(FAR)
                .query(Long.class)
                .single();
    }

    /** Beginning with nothing known, and nothing of it stays. */
    private <T> T kept(Supplier<T> work) {
        return system.call(() -> transaction.execute(status -> {
            database.sql("lock table analysis.progress in share row exclusive mode")
                    .update();
            for (var table : List.of("state", "progress", "read_minute")) {
                database.sql("delete from analysis." + table).update();
            }
            status.setRollbackOnly();
            return work.get();
        }));
    }
}
