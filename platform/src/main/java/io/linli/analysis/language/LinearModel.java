package io.linli.analysis.language;

import java.util.Arrays;

/**
 * Adds up what each gram of a text says for each kind of matter, so that it can be told what a suggestion rests on.
 * Weights are kept in steps of a 127th of the largest of their kind; figures are measured with the weights as they are kept.
 */
final class LinearModel {

    private final ModelCard card;
    private final float[] rarity;
    private final byte[] weights;
    private final float[] steps;

    /**
     * @param rarity of each gram, 0 when the model does not know it
     * @param weights of each gram for each kind, one gram after the other
     * @param steps what a weight of 1 stands for, of each kind
     */
    LinearModel(ModelCard card, float[] rarity, byte[] weights, float[] steps) {
        if (rarity.length != Grams.KINDS
                || steps.length != card.kinds().size()
                || weights.length != rarity.length * steps.length) {
            throw new IllegalArgumentException("Not a whole model: " + weights.length);
        }
        this.card = card;
        this.rarity = rarity;
        this.weights = weights;
        this.steps = steps;
    }

    ModelCard card() {
        return card;
    }

    float[] rarity() {
        return rarity;
    }

    byte[] weights() {
        return weights;
    }

    float[] steps() {
        return steps;
    }

    Grams grams(String wording) {
        return Grams.of(wording, card.shortest(), card.longest());
    }

    /** How much each gram counts in this text, the whole of length 1. */
    static float[] values(Grams grams, float[] rarity) {
        var values = new float[grams.size()];
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((1 + Math.log(grams.counts()[i])) * rarity[grams.ids()[i]]);
            square += values[i] * values[i];
        }
        if (square > 0) {
            float length = (float) Math.sqrt(square);
            for (int i = 0; i < values.length; i++) {
                values[i] /= length;
            }
        }
        return values;
    }

    double[] scores(String wording) {
        return scores(wording, card.shortest(), card.longest(), rarity, weights, steps);
    }

    static double[] scores(String wording, int shortest, int longest, float[] rarity, byte[] weights, float[] steps) {
        var grams = Grams.of(wording, shortest, longest);
        var values = values(grams, rarity);
        int kinds = steps.length;
        var scores = new double[kinds];
        for (int i = 0; i < values.length; i++) {
            int at = grams.ids()[i] * kinds;
            for (int kind = 0; kind < kinds; kind++) {
                scores[kind] += values[i] * weights[at + kind];
            }
        }
        for (int kind = 0; kind < kinds; kind++) {
            scores[kind] *= steps[kind];
        }
        return scores;
    }

    /** What a gram adds for a kind, before it is weighed by how often it stands in the text. */
    double weight(int gram, int kind) {
        return (double) weights[gram * steps.length + kind] * steps[kind] * rarity[gram];
    }

    double[] probabilities(String wording) {
        return probabilities(scores(wording), card.steepness());
    }

    static double[] probabilities(double[] scores, double steepness) {
        double highest = Arrays.stream(scores).max().orElse(0);
        var parts = Arrays.stream(scores)
                .map(score -> Math.exp(steepness * (score - highest)))
                .toArray();
        double sum = Arrays.stream(parts).sum();
        return Arrays.stream(parts).map(part -> part / sum).toArray();
    }

    static int best(double[] scores) {
        int best = 0;
        for (int kind = 1; kind < scores.length; kind++) {
            if (scores[kind] > scores[best]) {
                best = kind;
            }
        }
        return best;
    }
}
