package io.linli.analysis.language;

import io.linli.analysis.language.Classified.Guess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Says of a text what kind of matter it is, how surely, and by which of its words. Pure. */
final class Classifier {

    private static final int SHOWN = 3;
    private static final int MOST_REASONS = 5;

    /** With fewer known grams than that, the scores of a text are trusted less and less. */
    private static final double ENOUGH = 20;

    private final LinearModel model;

    Classifier(LinearModel model) {
        this.model = model;
    }

    LinearModel model() {
        return model;
    }

    ModelCard card() {
        return model.card();
    }

    /** As it was typed; numbers of persons are taken out first. */
    Classified classify(String typed) {
        return classifyWording(Wording.of(typed));
    }

    Classified classifyWording(String wording) {
        var probabilities = probabilities(wording);
        var kinds = model.card().kinds();
        var guesses = IntStream.range(0, probabilities.length)
                .mapToObj(kind -> new Guess(
                        kinds.get(kind).code(), kinds.get(kind).name(), Math.round(probabilities[kind] * 1e4) / 1e4))
                .sorted(Comparator.comparingDouble(Guess::confidence).reversed())
                .limit(SHOWN)
                .toList();
        return new Classified(
                guesses,
                guesses.getFirst().confidence() >= model.card().threshold(),
                reasons(wording, LinearModel.best(probabilities)));
    }

    double[] probabilities(String wording) {
        var grams = model.grams(wording);
        long known =
                IntStream.of(grams.ids()).filter(id -> model.rarity()[id] > 0).count();
        return LinearModel.probabilities(model.scores(wording), model.card().steepness() * Math.min(1, known / ENOUGH));
    }

    private record Reason(int from, int to, double weight) {

        boolean overlaps(Reason other) {
            return from < other.to && other.from < to;
        }
    }

    /** The pairs and more that say most for the kind, beside what they say on average for all kinds. */
    private List<String> reasons(String wording, int kind) {
        var found = new ArrayList<Reason>();
        int kinds = model.steps().length;
        for (int length = 2; length <= model.card().longest(); length++) {
            for (int at = 0; at + length <= wording.length(); at++) {
                if (Grams.isOneWord(wording, at, length)) {
                    int gram = Grams.id(wording, at, length);
                    double mean = IntStream.range(0, kinds)
                            .mapToDouble(each -> model.weight(gram, each))
                            .average()
                            .orElse(0);
                    double weight = model.weight(gram, kind) - mean;
                    if (weight > 0) {
                        found.add(new Reason(at, at + length, weight));
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(Reason::weight).reversed());
        var shown = new ArrayList<Reason>();
        var words = new ArrayList<String>();
        for (var reason : found) {
            var word = wording.substring(reason.from(), reason.to());
            if (words.size() < MOST_REASONS
                    && !words.contains(word)
                    && shown.stream().noneMatch(reason::overlaps)) {
                shown.add(reason);
                words.add(word);
            }
        }
        return words;
    }
}
