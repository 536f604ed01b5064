package io.linli.analysis.language;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.language.CrossValidation.Method;
import io.linli.bench.Aim;
import io.linli.bench.Bench;
import io.linli.bench.Benchmark;
import io.linli.bench.Figure;
import io.linli.bench.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How often the kind of a real message is told rightly, and how fast. Public for the service loader. */
public final class TriageBenchmark implements Benchmark {

    private static final int DRAWS = 2_000;

    @Override
    public String name() {
        return "triage";
    }

    @Override
    public String about() {
        return "The kind of matter of 487 real messages of residents, told by models that saw no copy of what they judge";
    }

    @Override
    public void run(Bench bench) {
        var data = System.getenv("LINLI_TEST_DATA");
        if (data == null) {
            throw new IllegalStateException("LINLI_TEST_DATA does not say where the messages are");
        }
        var folder = Path.of(data, "complaints");
        var raw = LabelledFile.read(folder.resolve("labelled_raw.csv"));
        var segmented = LabelledFile.read(folder.resolve("labelled_segmented.csv.gz"));
        var validation = new CrossValidation(raw, segmented);
        int seeds = bench.size(5, 1);
        bench.say("%d messages to judge, %d to learn from, %d of them copies"
                .formatted(raw.size(), segmented.size(), validation.copies()));
        var plain = f1(bench, validation, seeds, "linear SVM", linear(Trainer.PLAIN));
        var bayes = f1(bench, validation, seeds, "naive Bayes", texts -> new NaiveBayes(texts, 1, 2)::predict);
        var chosen = new ArrayList<CrossValidation.Judged>();
        var found = LongStream.rangeClosed(1, seeds)
                .mapToDouble(seed -> {
                    var judged = validation.run(seed, linear(Trainer.CHOSEN));
                    chosen.add(judged);
                    bench.say("seed %d: %.4f".formatted(seed, judged.confusion().macroF1()));
                    return judged.confusion().macroF1();
                })
                .toArray();
        var interval = validation.interval(chosen.getFirst(), DRAWS);
        bench.record(Figure.of("macro-F1, mean of the seeds", "", mean(found))
                .against(Reference.peer("plain linear SVM, characters and pairs, same folds", mean(plain)))
                .aim(Aim.atLeast(0.92))
                .note("deviation of %d seeds %.4f; 95 %% of the first seed: %.3f to %.3f"
                        .formatted(seeds, deviation(found), interval[0], interval[1])));
        bench.record(Figure.of("macro-F1 of the plain linear SVM", "", mean(plain))
                .note("deviation %.4f".formatted(deviation(plain))));
        bench.record(Figure.of("macro-F1 of naive Bayes", "", mean(bayes))
                .note("deviation %.4f".formatted(deviation(bayes))));
        bench.record(Figure.of(
                "accuracy, mean of the seeds",
                "",
                chosen.stream()
                        .mapToDouble(judged -> judged.confusion().accuracy())
                        .average()
                        .orElse(0)));
        shipped(bench, raw, folder.resolve("labelled_raw.csv"));
        bench.attach(
                "Confusion of the first seed: as people labelled it, as it was taken, how often",
                table(chosen.getFirst().confusion()));
        bench.note(("Five folds of the messages as residents wrote them, the kinds in equal shares. Learned from: the"
                        + " other folds and %,d segmented messages. Left out of them for each fold: every message that"
                        + " shares half of the pairs of characters of the shorter one with a message of the fold (%d"
                        + " such copies over all folds; nearly all unrelated messages share less than 0.4, nearly all"
                        + " copies more than 0.6).")
                .formatted(segmented.size(), validation.copies()));
        bench.note("Why the aim is missed, what was tried and what labels agree among themselves:"
                + " [how well the kind of a matter is told](kinds-of-matters.md).");
        bench.note(
                "On the same messages a plain linear SVM that learned from their copies too reached 0.97, and 0.96 with"
                        + " only those left out that are equal nearly to the letter: figures of these messages that do not say"
                        + " what was done about copies are not comparable.");
    }

    private static Method linear(Trainer trainer) {
        return texts -> {
            var learned = trainer.learn(texts);
            return wording -> learned.kinds().get(LinearModel.best(learned.scores(wording)));
        };
    }

    private static double[] f1(Bench bench, CrossValidation validation, int seeds, String name, Method method) {
        return LongStream.rangeClosed(1, seeds)
                .mapToDouble(seed -> {
                    double found = validation.run(seed, method).confusion().macroF1();
                    bench.say("%s, seed %d: %.4f".formatted(name, seed, found));
                    return found;
                })
                .toArray();
    }

    /** The model that ships learned from none of the messages and none of their copies. */
    private static void shipped(Bench bench, List<Labelled> raw, Path file) {
        var classifier = Models.shipped();
        var names = classifier.card().kinds().stream().map(ModelCard.Kind::name).toList();
        var confusion = new Confusion(names);
        raw.forEach(text ->
                confusion.add(text.kind(), names.get(LinearModel.best(classifier.probabilities(text.wording())))));
        bench.record(Figure.of("macro-F1 of the model that ships", "", confusion.macroF1())
                .note("version %s, all messages, of which it saw no copy"
                        .formatted(classifier.card().version())));
        var typed = LabFile.read(file, Set.of(LabelledFile.TOPIC)).stream()
                .map(row -> row.cell(LabelledFile.TOPIC) + "\n" + row.cell(LabelledFile.DETAIL))
                .toList();
        int rounds = bench.size(20, 3);
        var times = new double[rounds * typed.size()];
        for (int round = -3; round < rounds; round++) { // the first three warm up
            for (int i = 0; i < typed.size(); i++) {
                var begin = System.nanoTime();
                classifier.classify(typed.get(i));
                if (round >= 0) {
                    times[round * typed.size() + i] = (System.nanoTime() - begin) / 1e6;
                }
            }
        }
        bench.record(Figure.ofSamples("one message, on one core", "ms", sample(times))
                .aim(Aim.atMost(1).of(Aim.Measure.P50))
                .note("redaction, kinds, confidence and reasons"));
    }

    /** Every so-manieth, so that the file of results stays short. */
    private static double[] sample(double... times) {
        int step = Math.max(1, times.length / 487);
        return IntStream.range(0, times.length / step)
                .mapToDouble(i -> times[i * step])
                .toArray();
    }

    private static double mean(double... numbers) {
        return Arrays.stream(numbers).average().orElse(0);
    }

    private static double deviation(double... numbers) {
        double mean = mean(numbers);
        return Math.sqrt(Arrays.stream(numbers)
                .map(number -> (number - mean) * (number - mean))
                .average()
                .orElse(0));
    }

    private static String table(Confusion confusion) {
        var lines = new StringBuilder();
        confusion
                .byName()
                .forEach((actual, row) ->
                        lines.append(actual).append(": ").append(row).append('\n'));
        return lines.toString();
    }
}
