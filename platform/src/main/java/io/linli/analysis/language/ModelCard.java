package io.linli.analysis.language;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of itself.
 *
 * @param version by which it is named wherever it suggested something
 * @param trained the day
 * @param data what it learned from
 * @param learnedFrom how many texts
 * @param kinds what it tells apart, in the order of its numbers
 * @param shortest and longest: how many characters are looked at together
 * @param steepness makes its scores into probabilities
 * @param threshold the confidence from which on a suggestion is followed; below it is only shown
 * @param figures what was measured on texts that it did not learn from
 * @param limits what it is not fit for
 * @param confusion on the same texts, as people said (outside) and as it was taken (inside), how often
 */
public record ModelCard(
        String version,
        LocalDate trained,
        String data,
        int learnedFrom,
        List<Kind> kinds,
        int shortest,
        int longest,
        double steepness,
        double threshold,
        Map<String, Double> figures,
        List<String> limits,
        @Nullable Map<String, Map<String, Integer>> confusion) {

    public ModelCard {
        kinds = List.copyOf(kinds);
        figures = Map.copyOf(figures);
        limits = List.copyOf(limits);
        if (kinds.size() < 2 || kinds.size() > 100) {
            throw new IllegalArgumentException("Not a number of kinds: " + kinds.size());
        }
        if (shortest < 1 || longest < shortest || longest > 4) {
            throw new IllegalArgumentException("Not lengths of characters: " + shortest + " to " + longest);
        }
        if (!(steepness > 0 && steepness < 1_000) || !(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("Not a steepness or threshold: " + steepness + ", " + threshold);
        }
    }

    /** One of the kinds of matters. */
    public record Kind(String code, String name, int texts) {}
}
