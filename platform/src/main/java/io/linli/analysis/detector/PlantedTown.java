package io.linli.analysis.detector;

import io.linli.incident.IncidentStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Made-up reports of a town that does not exist, with risk points planted among them, to see which of them the rules find and
 * what else they take for one. The same seed makes the same reports. Most of a grid's days are like its others; nothing of
 * it is drawn from real places.
 */
public final class PlantedTown {

    /** What a rule should find. */
    record Plant(String detector, String area, int x, int y, String kind, Instant from, Instant until) {

        boolean isFoundBy(Finding found) {
            boolean then = !found.to().isBefore(from) && !found.to().isAfter(until);
            var cell = found.cell() == null ? null : Cell.of(found.cell()).orElse(null);
            boolean there = cell == null ? found.area().equals(area) : cell.away(x, y) <= NEAR;
            boolean that = found.category() == null || found.category().startsWith(kind);
            return then && there && that;
        }
    }

    /**
     * How a rule did.
     *
     * @param told topics that it told of after it had learnt
     * @param right of them those that point at something planted, for whichever rule
     * @param planted how many it should have found
     * @param found of them those that it did
     */
    public record Score(int told, int right, int planted, int found) {

        public double precision() {
            return told == 0 ? 1 : (double) right / told;
        }

        public double recall() {
            return planted == 0 ? 1 : (double) found / planted;
        }
    }

    private static final Instant BEGIN = Instant.parse("2026-03-01T16:00:00Z"); // a Monday in China
    private static final List<String> KINDS = List.of("9001", "9002", "9005", "9008", "9010", "9012");
    private static final int NEAR = 4;
    private static final int WIDE = 50; // grids beside each other
    private static final int SIDE = 4; // cells of a grid beside each other
    private static final int WEST = 213_000;
    private static final int SOUTH = 85_000;

    private final Random random;
    private final int grids;
    private final int days;
    private final int learnt;
    private final double[] usual;
    private final Set<Integer> taken = new HashSet<>();
    private final Map<Integer, Integer> silentFrom = new HashMap<>();
    private final List<Plant> plants = new ArrayList<>();
    private final List<IncidentFact> reports = new ArrayList<>();

    /**
     * @param days all of them
     * @param each how many of each kind of risk point are planted, in the last third
     */
    public PlantedTown(long seed, int grids, int days, int each) {
        this.random = new Random(seed);
        this.grids = grids;
        this.days = days;
        this.learnt = days * 2 / 3;
        this.usual = random.doubles(grids, 0.3, 2.0).toArray();
        for (int n = 0; n < each; n++) {
            plantSurge();
            plantSilence();
            plantCluster();
            plantRecurrence();
        }
        for (int grid = 0; grid < grids; grid++) {
            usualDays(grid);
        }
        reports.sort(Comparator.comparing(IncidentFact::at).thenComparing(IncidentFact::incident));
    }

    public List<IncidentFact> reports() {
        return reports;
    }

    List<Plant> plants() {
        return plants;
    }

    /** Feeds them to the rules, day by day, and compares what these tell with what was planted. */
    public Map<String, Score> judge(List<? extends Detector<?>> detectors) {
        var found = new HashMap<String, List<Finding>>();
        var course = new Course(new Course.InMemory(), Values::usual);
        long today = Days.of(BEGIN);
        for (var report : reports) {
            for (; today < Days.of(report.at()); today++) {
                keep(course.feed(detectors, new DayEnded(today, Days.begin(today + 1))), found);
            }
            keep(course.feed(detectors, report), found);
        }
        var scores = new TreeMap<String, Score>();
        for (var detector : detectors) {
            var mine = plants.stream()
                    .filter(plant -> plant.detector().equals(detector.name()))
                    .toList();
            if (!mine.isEmpty()) {
                scores.put(detector.name(), score(mine, found.getOrDefault(detector.name(), List.of())));
            }
        }
        return scores;
    }

    private void keep(Course.Outcome outcome, Map<String, List<Finding>> found) {
        if (!outcome.faults().isEmpty()) {
            throw outcome.faults().getFirst().cause();
        }
        outcome.findings().stream()
                .filter(one -> !one.finding().to().isBefore(day(learnt)))
                .forEach(one -> found.computeIfAbsent(one.detector().name(), name -> new ArrayList<>())
                        .add(one.finding()));
    }

    private Score score(List<Plant> planted, List<Finding> findings) {
        var topics = new HashSet<String>();
        var right = new HashSet<String>();
        for (var finding : findings) {
            topics.add(finding.topic());
            if (plants.stream().anyMatch(plant -> plant.isFoundBy(finding))) {
                right.add(finding.topic());
            }
        }
        int hit = (int) planted.stream()
                .filter(plant -> findings.stream().anyMatch(plant::isFoundBy))
                .count();
        return new Score(topics.size(), right.size(), planted.size(), hit);
    }

    private void usualDays(int grid) {
        int until = silentFrom.getOrDefault(grid, days);
        for (int day = 0; day < until; day++) {
            int many = poisson(usual[grid]);
            for (int n = 0; n < many; n++) {
                add(
                        grid,
                        x(grid) + random.nextInt(SIDE),
                        y(grid) + random.nextInt(SIDE),
                        anyKind(),
                        at(day),
                        signature());
            }
        }
    }

    /** Twelve of a kind in one evening. */
    private void plantSurge() {
        int grid = free();
        var kind = anyKind();
        var evening = day(later()).plus(Duration.ofHours(19));
        for (int n = 0; n < 12; n++) {
            add(grid, x(grid) + n % SIDE, y(grid) + n / SIDE, kind, evening.plusSeconds(300L * n), signature());
        }
        plants.add(new Plant(
                "grid-surge", code(grid), x(grid), y(grid), kind, evening, evening.plus(Duration.ofHours(3))));
    }

    /** Nothing any more, where there was something nearly each day. */
    private void plantSilence() {
        int grid = free();
        usual[grid] = 1.5 + random.nextDouble();
        int from = learnt + random.nextInt(Math.max(1, days - learnt - 18));
        silentFrom.put(grid, from);
        plants.add(new Plant("silent-grid", code(grid), x(grid), y(grid), "", day(from), day(days)));
    }

    /** Nine of a kind within three days, on both sides of a border of grids. */
    private void plantCluster() {
        int grid = free();
        int x = x(grid) + SIDE; // the first cell of the next one
        int y = y(grid) + 1;
        var kind = anyKind();
        int day = later();
        for (int n = 0; n < 9; n++) {
            int here = x - n % 2;
            add(n % 2 == 0 ? grid + 1 : grid, here, y, kind, at(day + n % 3), signature());
        }
        plants.add(new Plant("cluster", code(grid), x, y, kind, day(day), day(day + 4)));
    }

    /** The same words at the same place, three times within two months. */
    private void plantRecurrence() {
        int grid = free();
        int x = x(grid) + random.nextInt(SIDE);
        int y = y(grid) + random.nextInt(SIDE);
        var kind = anyKind();
        var words = words();
        int last = later();
        for (int n = 2; n >= 0; n--) {
            add(grid, x, y, kind, at(last - 9 * n), alike(words));
        }
        plants.add(new Plant("recurrence", code(grid), x, y, kind, day(last), day(last + 1)));
    }

    /** One where nothing is planted yet, not at the eastern end. */
    private int free() {
        while (true) {
            int grid = random.nextInt(grids - 1);
            if (grid % WIDE < WIDE - 1 && !taken.contains(grid) && !taken.contains(grid + 1)) {
                taken.add(grid);
                taken.add(grid + 1);
                return grid;
            }
        }
    }

    private int later() {
        return learnt + 1 + random.nextInt(Math.max(1, days - learnt - 6));
    }

    private void add(int grid, int x, int y, String kind, Instant at, String signature) {
        var cell = new Cell(x, y).geohash();
        var incident = new UUID(random.nextLong(), random.nextLong());
        reports.add(new IncidentFact(
                IncidentFact.REPORTED,
                incident,
                at,
                code(grid),
                code(grid),
                cell,
                kind,
                null,
                IncidentStatus.REPORTED,
                false,
                null,
                null,
                signature));
    }

    private static String code(int grid) {
        return "43018199%d%03d%03d".formatted(grid / 600, grid / 10 % 60 + 1, grid % 10 + 1);
    }

    private static int x(int grid) {
        return WEST + grid % WIDE * SIDE;
    }

    private static int y(int grid) {
        return SOUTH + grid / WIDE * SIDE;
    }

    private static Instant day(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }

    /** By day more than by night. */
    private Instant at(int day) {
        return day(day).plusSeconds(7 * 3_600L + random.nextInt(14 * 3_600));
    }

    private String anyKind() {
        return KINDS.get(random.nextInt(KINDS.size()));
    }

    private int poisson(double mean) {
        double bound = Math.exp(-mean);
        int many = -1;
        for (double product = 1; product > bound; many++) {
            product *= random.nextDouble();
        }
        return many;
    }

    private String signature() {
        return text(words());
    }

    private short[] words() {
        var words = new short[64];
        for (int n = 0; n < words.length; n++) {
            words[n] = (short) random.nextInt(1 << 16);
        }
        return words;
    }

    /** Half of the words are others. */
    private String alike(short... words) {
        var other = words.clone();
        for (int n = 0; n < other.length; n += 2) {
            other[n] = (short) random.nextInt(1 << 16);
        }
        return text(other);
    }

    private static String text(short... words) {
        var bytes = ByteBuffer.allocate(words.length * Short.BYTES);
        bytes.asShortBuffer().put(words);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
