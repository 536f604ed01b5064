package io.linli.analysis;

import static io.linli.analysis.AnalysisProblem.DETECTOR_UNKNOWN;
import static io.linli.analysis.AnalysisProblem.PARAMETER_OUT_OF_RANGE;
import static io.linli.analysis.AnalysisProblem.PARAMETER_UNKNOWN;

import io.linli.analysis.detector.Detector;
import io.linli.analysis.detector.Parameter;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.journal.JournalLag;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The detectors, as those see them who look after them: what they work by, how far they are, what went wrong. */
@Service
@Transactional
public class DetectorDesk {

    private static final int FAULTS = 20;
    private static final int CHANGES = 50;

    private final Engine engine;
    private final Parameters parameters;
    private final JdbcClient database;
    private final SignalWords words;
    private final Posts posts;
    private final Acts acts;
    private final JournalLag lag;
    private final Clock clock;

    DetectorDesk(
            Engine engine,
            Parameters parameters,
            JdbcClient database,
            SignalWords words,
            Posts posts,
            Acts acts,
            JournalLag lag,
            Clock clock) {
        this.engine = engine;
        this.parameters = parameters;
        this.database = database;
        this.words = words;
        this.posts = posts;
        this.acts = acts;
        this.lag = lag;
        this.clock = clock;
    }

    /**
     * How far the detectors are, which are fed together.
     *
     * @param watermark the latest time of a fact
     * @param entries of the journal that were read
     * @param behind entries that are not read yet, counted up to 100,000
     * @param behindSeconds how long the oldest of them has waited
     * @param perSecond entries read a second, over the minute that runs and the one before it
     */
    public record Course(
            @Nullable Instant watermark,
            long entries,
            long behind,
            double behindSeconds,
            double perSecond,
            List<Overview> detectors) {}

    /**
     * One of them.
     *
     * @param since when its present version began here
     * @param keys how many states it keeps
     * @param facts of the last seven days, with what was found in them and what went wrong
     */
    public record Overview(
            String name,
            String title,
            String text,
            int version,
            List<String> inputs,
            @Nullable Instant since,
            long keys,
            long facts,
            long findings,
            long faults) {}

    /**
     * One number that it works by.
     *
     * @param changed whether it is another than is usual
     */
    public record Setting(
            String name, String title, double value, double usual, double least, double most, boolean changed) {}

    /** Who changed one; without a value it went back to what is usual. */
    public record Changed(
            String name,
            @Nullable Double value,
            String reason,
            @Nullable String by,
            Instant at,
            boolean waits) {}

    public record Fault(String key, String type, String place, String cause, Instant at) {}

    /** How much it did on a day. */
    public record Day(LocalDate day, long facts, long findings, long faults) {}

    public record Detail(
            Overview overview, List<Setting> parameters, List<Changed> changes, List<Day> days, List<Fault> faults) {}

    @Transactional(readOnly = true)
    public Course course() {
        var progress = engine.progress(Engine.NAME);
        var behind = lag.of(Engine.NAME);
        return new Course(
                progress.map(Engine.Progress::watermark).orElse(null),
                progress.map(Engine.Progress::entries).orElse(0L),
                behind.entries(),
                behind.time().toMillis() / 1_000.0,
                engine.perSecond(clock.instant()),
                engine.detectors().stream().map(this::overview).toList());
    }

    @Transactional(readOnly = true)
    public Detail detail(String name) {
        var detector = get(name);
        var changes = parameters.changes();
        var values = Parameters.at(detector, changes, null);
        var settings = detector.parameters().stream()
                .map(parameter -> new Setting(
                        parameter.name(),
                        words.say("detector." + name + "." + parameter.name()),
                        values.get(parameter.name()),
                        parameter.usual(),
                        parameter.least(),
                        parameter.most(),
                        values.get(parameter.name()) != parameter.usual()))
                .toList();
        var history = changes.reversed().stream()
                .filter(change -> change.detector().equals(name))
                .limit(CHANGES)
                .map(change -> new Changed(
                        change.name(),
                        change.value(),
                        change.reason(),
                        posts.find(new AccountId(change.by()))
                                .map(Posts.Holder::name)
                                .orElse(null),
                        change.at(),
                        change.from() == null))
                .toList();
        return new Detail(overview(detector), settings, history, days(name), faults(name));
    }

    /** Changes some of its numbers, from the next facts on; null goes back to what is usual. */
    public Detail change(Caller caller, String name, Map<String, @Nullable Double> values, String reason) {
        var detector = get(name);
        check(detector, values);
        parameters.change(detector, values, reason, caller.id().id(), clock.instant());
        acts.did(Act.of("detector.change")
                .on("detector", name, new TreeSet<>(values.keySet()))
                .because(reason));
        return detail(name);
    }

    Detector<?> get(String name) {
        return engine.find(name).orElseThrow(() -> DETECTOR_UNKNOWN.with(name));
    }

    static void check(Detector<?> detector, Map<String, @Nullable Double> values) {
        var known = new HashMap<String, Parameter>();
        detector.parameters().forEach(parameter -> known.put(parameter.name(), parameter));
        values.forEach((name, value) -> {
            var parameter = known.get(name);
            if (parameter == null) {
                throw PARAMETER_UNKNOWN.with(name).at("values." + name);
            }
            if (value != null && !parameter.allows(value)) {
                throw PARAMETER_OUT_OF_RANGE
                        .with(name, parameter.least(), parameter.most())
                        .at("values." + name);
            }
        });
    }

    private Overview overview(Detector<?> detector) {
        return database.sql("""
                        select (select since from analysis.detector where name = :name) as since,
                            (select count(*) from analysis.state where detector = :name) as keys,
                            coalesce(sum(facts), 0) as facts, coalesce(sum(findings), 0) as findings,
                            coalesce(sum(faults), 0) as faults
                        from analysis.detector_day where detector = :name and day > :since""")
                .param("name", detector.name())
                .param(
                        "since",
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(7))
                .query((row, n) -> new Overview(
                        detector.name(),
                        words.say("detector." + detector.name()),
                        words.say("detector." + detector.name() + ".text"),
                        detector.version(),
                        detector.inputs().stream().sorted().toList(),
                        WarningRows.instant(row, "since"),
                        row.getLong("keys"),
                        row.getLong("facts"),
                        row.getLong("findings"),
                        row.getLong("faults")))
                .single();
    }

    private List<Day> days(String detector) {
        return database.sql("""
                        select day, facts, findings, faults from analysis.detector_day
                        where detector = ? order by day desc limit 30""")
                .param(detector)
                .query((row, n) -> new Day(
                        row.getObject("day", LocalDate.class),
                        row.getLong("facts"),
                        row.getLong("findings"),
                        row.getLong("faults")))
                .list();
    }

    private List<Fault> faults(String detector) {
        return database.sql("""
                        select key, type, epoch, xid::text as xid, seq, cause, at from analysis.fault
                        where detector in (?, ?) order by id desc limit ?""")
                .params(detector, Engine.NAME, FAULTS)
                .query((row, n) -> new Fault(
                        row.getString("key"),
                        row.getString("type"),
                        Place.of(row).toString(),
                        row.getString("cause"),
                        WarningRows.at(row, "at")))
                .list();
    }
}
