package io.linli.analysis.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Five folds of the messages that are as residents wrote them, their kinds in equal shares. Each fold is judged by a model
 * that learned from the other folds and from the segmented messages, without any copy of what is judged.
 */
final class CrossValidation {

    static final int FOLDS = 5;

    private final List<Labelled> raw;
    private final List<Labelled> more;
    private final List<List<Integer>> copies;
    private final List<List<Integer>> rawCopies;
    private final List<String> kinds;

    /**
     * @param raw to be judged
     * @param more to learn from besides
     */
    CrossValidation(List<Labelled> raw, List<Labelled> more) {
        this.raw = raw;
        this.more = more;
        this.kinds = List.copyOf(new TreeSet<>(raw.stream().map(Labelled::kind).toList()));
        var judged = new NearCopies(raw);
        this.copies = more.stream().map(judged::of).toList();
        this.rawCopies = raw.stream().map(judged::of).toList();
    }

    /** How many of the segmented messages are copies of one that is judged. */
    long copies() {
        return copies.stream().filter(of -> !of.isEmpty()).count();
    }

    /** What was predicted of each of the raw messages. */
    record Judged(List<String> predicted, Confusion confusion) {}

    /** Learns from texts and gives what then predicts. */
    interface Method extends Function<List<Labelled>, Function<String, String>> {}

    Judged run(long seed, Method method) {
        var fold = folds(seed);
        var predicted = new String[raw.size()];
        for (int number = 0; number < FOLDS; number++) {
            var predict = method.apply(training(fold, number));
            for (int i = 0; i < fold.length; i++) {
                if (fold[i] == number) {
                    predicted[i] = predict.apply(raw.get(i).wording());
                }
            }
        }
        var confusion = new Confusion(kinds);
        for (int i = 0; i < predicted.length; i++) {
            confusion.add(raw.get(i).kind(), predicted[i]);
        }
        return new Judged(List.of(predicted), confusion);
    }

    private List<Labelled> training(int[] fold, int judged) {
        var texts = new ArrayList<Labelled>();
        for (int i = 0; i < raw.size(); i++) {
            if (fold[i] != judged && rawCopies.get(i).stream().noneMatch(of -> fold[of] == judged)) {
                texts.add(raw.get(i));
            }
        }
        for (int i = 0; i < more.size(); i++) {
            if (copies.get(i).stream().noneMatch(of -> fold[of] == judged)) {
                texts.add(more.get(i));
            }
        }
        return texts;
    }

    private int[] folds(long seed) {
        var byKind = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < raw.size(); i++) {
            byKind.computeIfAbsent(raw.get(i).kind(), kind -> new ArrayList<>()).add(i);
        }
        var fold = new int[raw.size()];
        var random = new Random(seed);
        int next = 0;
        for (var same : byKind.values()) {
            Collections.shuffle(same, random);
            for (int i : same) {
                fold[i] = next++ % FOLDS;
            }
        }
        return fold;
    }

    /** The middle 95 % of macro-F1 when the judged messages are drawn again and again with repetition (Efron 1979). */
    double[] interval(Judged judged, int draws) {
        var random = new Random(1);
        var found = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            var confusion = new Confusion(kinds);
            for (int i = 0; i < raw.size(); i++) {
                int one = random.nextInt(raw.size());
                confusion.add(raw.get(one).kind(), judged.predicted().get(one));
            }
            found[draw] = confusion.macroF1();
        }
        Arrays.sort(found);
        return new double[] {found[(int) (draws * 0.025)], found[(int) (draws * 0.975) - 1]};
    }

    /** Each kind with its number of judged messages. */
    Map<String, Integer> kinds() {
        var counts = new LinkedHashMap<String, Integer>();
        kinds.forEach(kind -> counts.put(kind, (int)
                raw.stream().filter(text -> text.kind().equals(kind)).count()));
        return counts;
    }
}
