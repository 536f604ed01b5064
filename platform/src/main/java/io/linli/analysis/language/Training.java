package io.linli.analysis.language;

import io.linli.analysis.language.ModelCard.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes a model ready for use: learned, its scores turned into probabilities, measured, described. */
final class Training {

    /** What is followed without asking shall be right so often. */
    private static final double SURE = 0.97;

    private static final double STEEPEST = 20;

    private Training() {}

    /**
     * @param texts to learn from
     * @param judged held back, to measure it on
     * @param copies how many texts were left out since they are copies of one that was held back
     */
    static LinearModel model(
            List<Labelled> texts, List<Labelled> judged, String version, LocalDate day, String data, int copies) {
        var fit = fit(texts);
        var learned = Trainer.CHOSEN.learn(texts);
        var codes = Matters.codes();
        var counts = texts.stream().collect(Collectors.groupingBy(Labelled::kind, TreeMap::new, Collectors.counting()));
        var kinds = learned.kinds().stream()
                .map(name -> new Kind(
                        codes.getOrDefault(name, name),
                        name,
                        counts.getOrDefault(name, 0L).intValue()))
                .toList();
        var limits = List.of(
                "知道的只有这些类别，其他类别的事项会被归入其中之一。 It knows these kinds only; a matter of another kind is taken for one of them.",
                "学习材料是一个城市居民的留言，书面普通话；方言、繁体字、外文把握较小。 It learned from messages of one city's residents in written standard Chinese; it is less sure of dialect, traditional characters and other languages.",
                "只建议事项类别，不评价任何人。 It suggests kinds of matters and says nothing about people.");
        var card = new ModelCard(
                version,
                day,
                data,
                texts.size(),
                kinds,
                Trainer.CHOSEN.shortest(),
                Trainer.CHOSEN.longest(),
                fit.steepness(),
                fit.threshold(),
                Map.of(),
                limits,
                null);
        var confusion = new Confusion(card.kinds().stream().map(Kind::name).toList());
        var figures = figures(learned.model(card), judged, confusion);
        figures.put("copiesLeftOut", (double) copies);
        return learned.model(new ModelCard(
                version,
                day,
                data,
                texts.size(),
                kinds,
                Trainer.CHOSEN.shortest(),
                Trainer.CHOSEN.longest(),
                fit.steepness(),
                fit.threshold(),
                figures,
                limits,
                confusion.byName()));
    }

    private static Map<String, Double> figures(LinearModel model, List<Labelled> judged, Confusion confusion) {
        var names = model.card().kinds().stream().map(Kind::name).toList();
        var fit = judged.stream().filter(text -> names.contains(text.kind())).toList();
        var classifier = new Classifier(model);
        int followed = 0;
        int right = 0;
        for (var text : fit) {
            var probabilities = classifier.probabilities(text.wording());
            int best = LinearModel.best(probabilities);
            confusion.add(text.kind(), names.get(best));
            if (probabilities[best] >= model.card().threshold()) {
                followed++;
                right += names.get(best).equals(text.kind()) ? 1 : 0;
            }
        }
        var figures = new LinkedHashMap<String, Double>();
        figures.put("judged", (double) fit.size());
        figures.put("accuracy", round(confusion.accuracy()));
        figures.put("macroF1", round(confusion.macroF1()));
        figures.put("followed", round(fit.isEmpty() ? 0 : (double) followed / fit.size()));
        figures.put("followedRight", round(followed == 0 ? 0 : (double) right / followed));
        return figures;
    }

    private static double round(double number) {
        return Math.round(number * 1e4) / 1e4;
    }

    record Fit(double steepness, double threshold) {}

    private static final class Scored {

        private final double[] scores;
        private final int actual;

        Scored(double[] scores, int actual) {
            this.scores = scores;
            this.actual = actual;
        }
    }

    /** By a fifth of the texts that a model of the other four fifths did not see, and that none of those is a copy of. */
    private static Fit fit(List<Labelled> texts) {
        var kept = new ArrayList<Labelled>();
        var rest = new ArrayList<Labelled>();
        for (int i = 0; i < texts.size(); i++) {
            (i % 5 == 0 ? kept : rest).add(texts.get(i));
        }
        var copies = new NearCopies(rest);
        kept.removeIf(copies::has);
        var learned = Trainer.CHOSEN.learn(rest);
        var scored = kept.stream()
                .filter(text -> learned.kinds().contains(text.kind()))
                .map(text -> new Scored(
                        learned.scores(text.wording()), learned.kinds().indexOf(text.kind())))
                .toList();
        double steepness = IntStream.rangeClosed(1, (int) (STEEPEST * 4))
                .mapToObj(step -> step / 4.0)
                .min((one, other) -> Double.compare(surprise(scored, one), surprise(scored, other)))
                .orElse(1.0);
        return new Fit(steepness, threshold(scored, steepness));
    }

    /** The mean of minus the logarithm of what was given to the truth. */
    private static double surprise(List<Scored> scored, double steepness) {
        return scored.stream()
                .mapToDouble(each ->
                        -Math.log(Math.max(1e-12, LinearModel.probabilities(each.scores, steepness)[each.actual])))
                .average()
                .orElse(0);
    }

    /** The lowest in steps of a hundredth from which on what is followed is right often enough. */
    private static double threshold(List<Scored> scored, double steepness) {
        return IntStream.rangeClosed(50, 99)
                .mapToDouble(hundredths -> hundredths / 100.0)
                .filter(bound -> {
                    int followed = 0;
                    int right = 0;
                    for (var each : scored) {
                        var probabilities = LinearModel.probabilities(each.scores, steepness);
                        int best = LinearModel.best(probabilities);
                        if (probabilities[best] >= bound) {
                            followed++;
                            right += best == each.actual ? 1 : 0;
                        }
                    }
                    return followed > 0 && right >= SURE * followed;
                })
                .findFirst()
                .orElse(0.99);
    }
}
