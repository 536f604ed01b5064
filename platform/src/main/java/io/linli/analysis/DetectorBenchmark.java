package io.linli.analysis;

import io.linli.analysis.detector.Course;
import io.linli.analysis.detector.Detector;
import io.linli.analysis.detector.Detectors;
import io.linli.analysis.detector.Fact;
import io.linli.analysis.detector.IncidentFact;
import io.linli.analysis.detector.Parameter;
import io.linli.analysis.detector.PlantedTown;
import io.linli.analysis.detector.PlantedTown.Score;
import io.linli.analysis.detector.Step;
import io.linli.analysis.detector.Values;
import io.linli.bench.Bench;
import io.linli.bench.Benchmark;
import io.linli.bench.Figure;
import io.linli.bench.Reference;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How well the rules find what is planted, and how many facts a second they are fed. Public for the service loader. */
public final class DetectorBenchmark implements Benchmark {

    private static final int GRIDS = 1_500;
    private static final int DETECTORS = 10;
    private static final int BATCH = 500;

    @Override
    public String name() {
        return "detectors";
    }

    @Override
    public String about() {
        return "Risk points planted in a made-up town and found by the rules, and facts fed to ten detectors by one thread";
    }

    @Override
    public void run(Bench bench) {
        riskPoints(bench);
        feeding(bench);
    }

    private static void riskPoints(Bench bench) {
        int seeds = bench.size(5, 1);
        int grids = bench.size(GRIDS, 300);
        int days = bench.size(180, 105);
        int each = bench.size(20, 4);
        var sums = new TreeMap<String, Score>();
        long reports = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            var town = new PlantedTown(seed, grids, days, each);
            reports += town.reports().size();
            town.judge(Detectors.all()).forEach((rule, score) -> sums.merge(rule, score, DetectorBenchmark::plus));
            bench.say("town %d of %d is judged".formatted(seed, seeds));
        }
        sums.forEach((rule, score) -> {
            bench.record(Figure.of(rule + ": recall", "", score.recall())
                    .note("%d of %d planted risk points were found".formatted(score.found(), score.planted())));
            bench.record(Figure.of(rule + ": precision", "", score.precision())
                    .note("%d of %d topics that were told point at something planted"
                            .formatted(score.right(), score.told())));
        });
        bench.note(
                ("Risk points: %d made-up towns of %,d grids over %d days, %,d reports together, in each town and for each"
                                + " rule %d planted in the last third of the days. What a rule tells of in that time and what points at"
                                + " nothing planted counts as wrong, though each rule is allowed a share of false alarms by its"
                                + " parameters, which are the usual ones.")
                        .formatted(seeds, grids, days, reports, each));
    }

    private static Score plus(Score one, Score other) {
        return new Score(
                one.told() + other.told(),
                one.right() + other.right(),
                one.planted() + other.planted(),
                one.found() + other.found());
    }

    private static void feeding(Bench bench) {
        int slices = bench.size(10, 2);
        int days = bench.size(60, 7);
        var nobody = new Feed(List.of());
        var ten = new Feed(ten());
        var read = new double[slices];
        var fed = new double[slices];
        long number = 0;
        for (int slice = 0; slice < slices; slice++) {
            var later = Duration.ofDays((long) days * slice);
            var facts = new PlantedTown(99 + slice, GRIDS, days, 0).reports();
            var before = List.of(nobody.nanos, ten.nanos);
            // little by little, and in turn, so that whatever else the machine does meets both
            for (int from = 0; from < facts.size(); from += BATCH) {
                var entries = new ArrayList<JournalEntry>();
                for (var fact : facts.subList(from, Math.min(facts.size(), from + BATCH))) {
                    entries.add(entry(++number, fact, fact.at().plus(later)));
                }
                nobody.feed(entries);
                ten.feed(entries);
            }
            read[slice] = facts.size() / ((nobody.nanos - before.getFirst()) / 1e9);
            fed[slice] = facts.size() / ((ten.nanos - before.getLast()) / 1e9);
            bench.say("%,d facts".formatted(number));
        }
        var reading = Figure.ofSamples("read from the journal's form and fed to nobody", "facts/s", read);
        var feeding = Figure.ofSamples("fed to ten detectors", "facts/s", fed);
        bench.record(feeding.against(Reference.floor("the same facts read and fed to nobody", reading.value()))
                .note("%,d facts of %,d grids, %,d findings".formatted(number, GRIDS, ten.found)));
        bench.record(reading);
        bench.record(Figure.of("replay of all of them, without the database", "s", ten.nanos / 1e9)
                .note("%,d facts".formatted(number)));
        bench.note(
                ("Feeding: one thread, states in memory, as a replay has them, entries in the form of the journal. The ten are"
                                + " the %d that there are and some of them once more under another name; each sample is %d days. What the"
                                + " live reader does more is to read and write states in the database, once for each batch of %d.")
                        .formatted(Detectors.all().size(), days, BATCH));
    }

    /** One way through all entries, as a replay does it. */
    private static final class Feed {

        private final List<? extends Detector<?>> detectors;
        private final Course.InMemory states = new Course.InMemory();
        private @Nullable Instant watermark;
        private long nanos;
        private long found;

        Feed(List<? extends Detector<?>> detectors) {
            this.detectors = detectors;
        }

        void feed(List<JournalEntry> entries) {
            var begin = System.nanoTime();
            var passage = new Passage(detectors, new Course(states, Values::usual), watermark);
            for (var entry : entries) {
                passage.passTo(entry, entry.at(), day -> {});
                passage.read(entry, entry.at()).ifPresent(told -> {
                    if (told.fact() != null) {
                        passage.feed(entry, told.fact());
                    }
                });
            }
            watermark = passage.watermark();
            found += passage.told().size();
            nanos += System.nanoTime() - begin;
            if (!passage.faults().isEmpty()) {
                throw new IllegalStateException(passage.faults().getFirst().cause());
            }
        }
    }

    private static JournalEntry entry(long number, IncidentFact fact, Instant at) {
        var body = """
                {"incident": "%s", "now": {"number": "SJ-430181-20260301-%06d", "area": "%s", "grid": "%s", "how": "POINT",
                "geohash": "%s", "category": "%s", "status": "REPORTED", "urgent": false, "danger": false,
                "holder": "COMMUNITY_WORKER", "privacy": "OPEN", "source": "RESIDENT", "reportedAt": "%s"},
                "occurredAt": "%s", "photos": 0, "signature": "%s", "at": "%s"}""".formatted(
                        fact.incident(),
                        number,
                        fact.area(),
                        fact.grid(),
                        fact.cell(),
                        fact.category(),
                        at,
                        at,
                        fact.signature(),
                        at);
        return new JournalEntry(new Position(1, 1, number), "incident.reported/1", body, at);
    }

    private static List<Detector<?>> ten() {
        var ten = new ArrayList<Detector<?>>(Detectors.all());
        for (int i = 0; ten.size() < DETECTORS; i++) {
            ten.add(new Again<>(Detectors.all().get(i)));
        }
        return ten.subList(0, DETECTORS);
    }

    /** One that there is, under another name and with states of its own. */
    private record Again<S>(Detector<S> detector) implements Detector<S> {

        @Override
        public String name() {
            return detector.name() + "-again";
        }

        @Override
        public int version() {
            return detector.version();
        }

        @Override
        public Set<String> inputs() {
            return detector.inputs();
        }

        @Override
        public List<Parameter> parameters() {
            return detector.parameters();
        }

        @Override
        public Class<S> stateType() {
            return detector.stateType();
        }

        @Override
        public S start() {
            return detector.start();
        }

        @Override
        public List<String> keys(Fact fact) {
            return detector.keys(fact);
        }

        @Override
        public Step<S> on(String key, S state, Fact fact, Values values) {
            return detector.on(key, state, fact, values);
        }
    }
}
