package io.linli.analysis;

import io.linli.analysis.StoredStates.Key;
import io.linli.analysis.detector.Course;
import io.linli.analysis.detector.Days;
import io.linli.analysis.detector.Detector;
import io.linli.analysis.detector.Detectors;
import io.linli.analysis.detector.Fact;
import io.linli.analysis.detector.Values;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import io.linli.journal.JournalReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Feeds the detectors from the journal. What they know and what they found is written in the transaction that moves the
 * reader's place: a restart goes on exactly where it stopped, and nothing is found twice or lost.
 */
@Component
class Engine implements JournalReader {

    static final String NAME = "analysis";
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /** How far it is. */
    record Progress(Position place, Instant watermark, long entries) {}

    private final List<Detector<?>> detectors = Detectors.all();
    private final JdbcClient database;
    private final Parameters parameters;
    private final FactTimes times;
    private final WarningBook warnings;
    private final RiskBook risk;
    private final Clock clock;
    private final AtomicReference<@Nullable KnownStates> remembered = new AtomicReference<>();

    Engine(
            JdbcClient database,
            Parameters parameters,
            FactTimes times,
            WarningBook warnings,
            RiskBook risk,
            Clock clock) {
        this.database = database;
        this.parameters = parameters;
        this.times = times;
        this.warnings = warnings;
        this.risk = risk;
        this.clock = clock;
    }

    List<Detector<?>> detectors() {
        return detectors;
    }

    Optional<Detector<?>> find(String name) {
        return detectors.stream()
                .filter(detector -> detector.name().equals(name))
                .findFirst();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void read(List<JournalEntry> entries) {
        startAnewWhereChanged();
        parameters.holdFrom(entries.getFirst().position());
        var changes = parameters.changes();
        var values = new HashMap<String, Values>();
        detectors.forEach(detector -> values.put(detector.name(), Parameters.at(detector, changes, null)));
        var before = progress(NAME);
        var known = known(before.map(Progress::place).orElse(null));
        var states = new StoredStates(database, known);
        var course = new Course(states, detector -> Objects.requireNonNull(values.get(detector.name())));
        var passage =
                new Passage(detectors, course, before.map(Progress::watermark).orElse(null));
        pass(entries, passage, states);
        states.save();
        count(passage);
        keep(passage.faults());
        warnings.take(passage.told());
        move(entries, passage.watermark(), before.map(Progress::entries).orElse(0L) + entries.size());
        tally(entries.size());
        remember(known, entries.getLast().position());
    }

    // whoever takes it leaves none: only what was committed is taken up again
    private KnownStates known(@Nullable Position at) {
        var last = remembered.getAndSet(null);
        return last != null && last.stand(at) ? last : new KnownStates();
    }

    private void remember(KnownStates known, Position place) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.standAt(place);
                remembered.set(known);
            }
        });
    }

    private void pass(List<JournalEntry> entries, Passage passage, StoredStates states) {
        var at = times.now(entries);
        var contributions = risk.batch();
        var read = new ArrayList<Passage.@Nullable Read>();
        for (int i = 0; i < entries.size(); i++) {
            read.add(passage.read(entries.get(i), at.get(i)).orElse(null));
        }
        states.fetch(byName(), keys(read));
        for (int i = 0; i < entries.size(); i++) {
            passage.passTo(entries.get(i), at.get(i), contributions::endOf);
            var told = read.get(i);
            if (told != null) {
                if (told.fact() != null) {
                    passage.feed(entries.get(i), told.fact());
                }
                if (told.event() != null) {
                    contributions.take(told.event(), at.get(i));
                }
            }
        }
        contributions.flush();
        for (var key : states.broken()) {
            log.error("The state of detector {} for {} cannot be read: it begins anew", key.detector(), key.key());
            passage.faults()
                    .add(new Passage.Fault(key.detector(), key.key(), entries.getFirst(), "state cannot be read"));
        }
    }

    private Map<String, Detector<?>> byName() {
        var byName = new LinkedHashMap<String, Detector<?>>();
        detectors.forEach(detector -> byName.put(detector.name(), detector));
        return byName;
    }

    private List<Key> keys(List<Passage.@Nullable Read> read) {
        var keys = new ArrayList<Key>();
        for (var told : read) {
            var fact = told == null ? null : told.fact();
            if (fact != null) {
                for (var detector : detectors) {
                    if (detector.takes(fact)) {
                        keys(detector, fact).forEach(key -> keys.add(new Key(detector.name(), key)));
                    }
                }
            }
        }
        return keys;
    }

    // one that fails here fails again when it is fed, where it is told of
    private static List<String> keys(Detector<?> detector, Fact fact) {
        try {
            return detector.keys(fact);
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    /** A detector that is new here, or another than before, begins anew. */
    private void startAnewWhereChanged() {
        var versions = new HashMap<String, Integer>();
        database.sql("select name, version from analysis.detector").query(row -> {
            versions.put(row.getString(1), row.getInt(2));
        });
        for (var detector : detectors) {
            if (!Objects.equals(versions.get(detector.name()), detector.version())) {
                database.sql("delete from analysis.state where detector = ?")
                        .param(detector.name())
                        .update();
                database.sql("""
                                insert into analysis.detector (name, version, since) values (?, ?, ?)
                                on conflict (name) do update set version = excluded.version, since = excluded.since""")
                        .params(detector.name(), detector.version(), now())
                        .update();
            }
        }
    }

    private void count(Passage passage) {
        var names = new ArrayList<String>();
        var facts = new ArrayList<Long>();
        var findings = new ArrayList<Long>();
        var faults = new ArrayList<Long>();
        for (var detector : detectors) {
            names.add(detector.name());
            facts.add(passage.facts().stream().filter(detector::takes).count());
            findings.add(passage.told().stream()
                    .filter(told -> told.detector().equals(detector))
                    .count());
            faults.add(passage.faults().stream()
                    .filter(fault -> detector.name().equals(fault.detector()))
                    .count());
        }
        database.sql("""
                        insert into analysis.detector_day as kept (detector, day, facts, findings, faults)
                        select detector, ?, facts, findings, faults
                        from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) new (detector, facts, findings, faults)
                        where facts > 0 or faults > 0
                        on conflict (detector, day) do update set facts = kept.facts + excluded.facts,
                            findings = kept.findings + excluded.findings, faults = kept.faults + excluded.faults""")
                .params(
                        today(),
                        names.toArray(String[]::new),
                        facts.toArray(Long[]::new),
                        findings.toArray(Long[]::new),
                        faults.toArray(Long[]::new))
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofEpochDay(Days.of(clock.instant()));
    }

    private void keep(List<Passage.Fault> faults) {
        for (var fault : faults) {
            var place = fault.entry().position();
            var detector = fault.detector() == null ? NAME : fault.detector();
            log.error(
                    "Detector {} failed at {} {} for {}: {}",
                    detector,
                    fault.entry().type(),
                    place,
                    fault.key(),
                    fault.cause());
            database.sql("""
                            insert into analysis.fault (detector, key, epoch, xid, seq, type, cause, at)
                            values (?, ?, ?, ?::text::xid8, ?, ?, ?, ?)""")
                    .params(
                            detector,
                            fault.key(),
                            place.epoch(),
                            Place.xid(place),
                            place.number(),
                            fault.entry().type(),
                            fault.cause(),
                            now())
                    .update();
        }
    }

    Optional<Progress> progress(String name) {
        return database.sql("""
                        select epoch, xid::text as xid, seq, watermark, entries from analysis.progress where name = ?""")
                .param(name)
                .query((row, n) -> new Progress(
                        Place.of(row),
                        row.getObject("watermark", OffsetDateTime.class).toInstant(),
                        row.getLong("entries")))
                .optional();
    }

    private void move(List<JournalEntry> entries, @Nullable Instant watermark, long count) {
        var place = entries.getLast().position();
        database.sql("""
                        insert into analysis.progress (name, epoch, xid, seq, watermark, entries, moved)
                        values (?, ?, ?::text::xid8, ?, ?, ?, ?)
                        on conflict (name) do update set epoch = excluded.epoch, xid = excluded.xid, seq = excluded.seq,
                            watermark = excluded.watermark, entries = excluded.entries, moved = excluded.moved""")
                .params(
                        NAME,
                        place.epoch(),
                        Place.xid(place),
                        place.number(),
                        Objects.requireNonNull(watermark).atOffset(ZoneOffset.UTC),
                        count,
                        now())
                .update();
    }

    // in the database, since the one that is asked need not be the instance that reads
    private void tally(int entries) {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        database.sql("""
                        with past as (delete from analysis.read_minute where minute < ?)
                        insert into analysis.read_minute as kept (minute, entries) values (?, ?)
                        on conflict (minute) do update set entries = kept.entries + excluded.entries""")
                .params(minute.minus(KEPT).atOffset(ZoneOffset.UTC), minute.atOffset(ZoneOffset.UTC), entries)
                .update();
    }

    /** Entries read a second until now, over the minute that runs and the one before it. */
    double perSecond(Instant now) {
        var since = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(1));
        long read = database.sql(
                        "select coalesce(sum(entries), 0) from analysis.read_minute where minute between ? and ?")
                .params(since.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return read * 1_000.0 / Duration.between(since, now).toMillis();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
