package io.linli.analysis.language;

import java.util.List;
import java.util.TreeSet;

/** Multinomial naive Bayes with Laplace's correction over the same grams: the oldest way, to compare with. */
final class NaiveBayes {

    private final List<String> kinds;
    private final int shortest;
    private final int longest;
    private final double[] before;
    private final double[][] logs;

    NaiveBayes(List<Labelled> texts, int shortest, int longest) {
        this.shortest = shortest;
        this.longest = longest;
        kinds = List.copyOf(new TreeSet<>(texts.stream().map(Labelled::kind).toList()));
        before = new double[kinds.size()];
        logs = new double[kinds.size()][Grams.KINDS];
        for (var text : texts) {
            int kind = kinds.indexOf(text.kind());
            before[kind]++;
            var grams = grams(text.wording());
            for (int i = 0; i < grams.size(); i++) {
                logs[kind][grams.ids()[i]] += grams.counts()[i];
            }
        }
        for (int kind = 0; kind < logs.length; kind++) {
            before[kind] = Math.log(before[kind] / texts.size());
            double all = Grams.KINDS;
            for (double count : logs[kind]) {
                all += count;
            }
            for (int id = 0; id < Grams.KINDS; id++) {
                logs[kind][id] = Math.log((logs[kind][id] + 1) / all);
            }
        }
    }

    private Grams grams(String wording) {
        return Grams.of(wording, shortest, longest);
    }

    String predict(String wording) {
        var grams = grams(wording);
        var scores = before.clone();
        for (int kind = 0; kind < scores.length; kind++) {
            for (int i = 0; i < grams.size(); i++) {
                scores[kind] += grams.counts()[i] * logs[kind][grams.ids()[i]];
            }
        }
        return kinds.get(LinearModel.best(scores));
    }
}
