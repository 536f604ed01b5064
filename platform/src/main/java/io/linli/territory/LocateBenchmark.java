package io.linli.territory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.bench.Aim;
import io.linli.bench.Bench;
import io.linli.bench.Benchmark;
import io.linli.bench.Figure;
import io.linli.bench.Reference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.core.io.ClassPathResource;

/** How many points a second one core puts into their grids. Public, and in the module's face, for the service loader. */
public final class LocateBenchmark implements Benchmark {

    private static final int GRIDS = 1_500;

    @Override
    public String name() {
        return "locate";
    }

    @Override
    public String about() {
        return "Points put into their grids by one thread: the index that the server uses, beside looking at each grid in turn.";
    }

    @Override
    public void run(Bench bench) throws IOException {
        int points = bench.size(1_000_000, 100_000);
        int few = bench.size(5_000, 1_000);
        var race = new LocateRace(communities(), GRIDS, points);
        bench.say("%,d grids, %,d points".formatted(race.grids(), points));
        long differences = race.differences(few);
        if (differences != 0) {
            throw new IllegalStateException("The two ways disagree about " + differences + " points");
        }
        int rounds = bench.size(20, 5);
        IntStream.range(0, rounds / 2).forEach(warmUp -> {
            race.indexed();
            race.bruteForce(few);
        });
        var indexed = new double[rounds];
        var each = new double[rounds];
        // in turn, so that whatever else the machine does meets both
        for (int round = 0; round < rounds; round++) {
            indexed[round] = race.indexed();
            each[round] = race.bruteForce(few);
        }
        var peer = Figure.ofSamples("located by looking at each grid", "points/s", each);
        bench.record(Figure.ofSamples("located by the index", "points/s", indexed)
                .against(Reference.peer("looking at each grid", peer.value()))
                .aim(Aim.atLeast(100_000)));
        bench.record(peer);
        bench.note(
                "%,d grids of a cartogram with the communities of 430181; %,d points in and around it, of which every"
                                .formatted(race.grids(), points)
                        + " sample locates all (looking at each grid: the first %,d). Both ways gave the same grid for each of the first %,d."
                                .formatted(few, few));
        bench.note("One thread locates; compiler and garbage collector may use other cores.");
    }

    private static List<AreaCode> communities() throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(new ClassPathResource("divisions/villages.csv").getInputStream(), UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith("430181"))
                    .map(line -> new AreaCode(line.substring(0, 12)))
                    .sorted()
                    .toList();
        }
    }
}
