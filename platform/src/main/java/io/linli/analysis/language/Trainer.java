package io.linli.analysis.language;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Learns a linear model from labelled texts, by liblinear (Fan et al. 2008). */
record Trainer(Way way, int shortest, int longest, int fewest, double cost) {

    /** What the figures are measured with and the shipped model is made with. */
    static final Trainer CHOSEN = new Trainer(Way.CRAMMER_SINGER, 1, 3, 2, 0.5);

    /** What it is compared with: a plain linear SVM over characters and pairs. */
    static final Trainer PLAIN = new Trainer(Way.ONE_AGAINST_REST, 1, 2, 1, 0.5);

    enum Way {
        CRAMMER_SINGER(SolverType.MCSVM_CS),
        ONE_AGAINST_REST(SolverType.L2R_L2LOSS_SVC_DUAL),
        LOGISTIC(SolverType.L2R_LR);

        private final SolverType solver;

        Way(SolverType solver) {
            this.solver = solver;
        }
    }

    /** What was learned, without what a card says of it. */
    static final class Learned {

        private final List<String> kinds;
        private final Trainer by;
        private final float[] rarity;
        private final byte[] weights;
        private final float[] steps;

        private Learned(List<String> kinds, Trainer by, float[] rarity, byte[] weights, float[] steps) {
            this.kinds = kinds;
            this.by = by;
            this.rarity = rarity;
            this.weights = weights;
            this.steps = steps;
        }

        List<String> kinds() {
            return kinds;
        }

        double[] scores(String wording) {
            return LinearModel.scores(wording, by.shortest, by.longest, rarity, weights, steps);
        }

        LinearModel model(ModelCard card) {
            return new LinearModel(card, rarity, weights, steps);
        }
    }

    Learned learn(List<Labelled> texts) {
        var grams = texts.stream()
                .map(text -> Grams.of(text.wording(), shortest, longest))
                .toList();
        var rarity = rarity(grams);
        var kinds = List.copyOf(new TreeSet<>(texts.stream().map(Labelled::kind).toList()));
        var problem = new Problem();
        problem.l = texts.size();
        problem.n = Grams.KINDS;
        problem.bias = -1; // none
        problem.y =
                texts.stream().mapToDouble(text -> kinds.indexOf(text.kind())).toArray();
        problem.x = new Feature[problem.l][];
        for (int i = 0; i < problem.l; i++) {
            problem.x[i] = features(grams.get(i), rarity);
        }
        Linear.disableDebugOutput();
        var model = Linear.train(problem, new Parameter(way.solver, cost, 0.1));
        return learned(kinds, rarity, model.getFeatureWeights(), model.getLabels());
    }

    /** As usual (log of how many texts over how many have it, both and one more), 0 for grams of too few texts. */
    private float[] rarity(List<Grams> texts) {
        var having = new int[Grams.KINDS];
        texts.forEach(grams -> Arrays.stream(grams.ids()).forEach(id -> having[id]++));
        var rarity = new float[Grams.KINDS];
        for (int id = 0; id < rarity.length; id++) {
            rarity[id] = having[id] < fewest ? 0 : (float) (1 + Math.log((1.0 + texts.size()) / (1.0 + having[id])));
        }
        return rarity;
    }

    private static Feature[] features(Grams grams, float[] rarity) {
        var values = LinearModel.values(grams, rarity);
        var features = new FeatureNode[values.length];
        int known = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                features[known++] = new FeatureNode(grams.ids()[i] + 1, values[i]);
            }
        }
        return Arrays.copyOf(features, known);
    }

    private Learned learned(List<String> kinds, float[] rarity, double[] found, int[] labels) {
        int count = kinds.size();
        var steps = new float[count];
        for (int id = 0; id < Grams.KINDS; id++) {
            for (int column = 0; column < count; column++) {
                float size = (float) Math.abs(found[id * count + column]);
                steps[labels[column]] = Math.max(steps[labels[column]], size / Byte.MAX_VALUE);
            }
        }
        var weights = new byte[Grams.KINDS * count];
        for (int id = 0; id < Grams.KINDS; id++) {
            for (int column = 0; column < count; column++) {
                int kind = labels[column];
                weights[id * count + kind] = (byte) Math.round(found[id * count + column] / steps[kind]);
            }
        }
        return new Learned(kinds, this, rarity, weights, steps);
    }
}
