package io.linli.analysis.language;

import io.linli.analysis.language.Classified.Guess;
import io.linli.incident.Category;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the finest kinds it may be: those under the likely outermost kinds whose names share most with the text. Nobody has
 * labelled texts so finely, so this is less sure than the outermost kind, and only shown.
 */
final class FinerKinds {

    private static final int SHOWN = 3;
    private static final int OUTERMOST = 2;
    private static final int FINEST = 6;

    private FinerKinds() {}

    static List<Guess> of(String typed, List<Guess> outermost, Collection<Category> all) {
        var likely = new HashMap<String, Double>();
        outermost.forEach(guess -> likely.put(guess.code(), guess.confidence()));
        var names = new HashMap<String, String>();
        all.forEach(category -> names.put(category.code(), category.name()));
        var wording = Wording.of(typed);
        return all.stream()
                .filter(category -> category.code().length() == FINEST)
                .filter(category -> likely.containsKey(category.code().substring(0, OUTERMOST)))
                .map(category -> guess(category, wording, likely, names))
                .filter(guess -> guess.confidence() > 0)
                .sorted(Comparator.comparingDouble(Guess::confidence).reversed().thenComparing(Guess::code))
                .limit(SHOWN)
                .toList();
    }

    private static Guess guess(
            Category category, String wording, Map<String, Double> likely, Map<String, String> names) {
        var code = category.code();
        double own = shared(category.name(), wording);
        double above = shared(names.getOrDefault(code.substring(0, 4), ""), wording);
        double confidence = likely.getOrDefault(code.substring(0, OUTERMOST), 0.0) * (0.8 * own + 0.2 * above);
        return new Guess(code, category.name(), Math.round(confidence * 1e4) / 1e4);
    }

    /** The share of the name's pairs of characters that stand in the text. */
    private static double shared(String name, String wording) {
        int found = 0;
        for (int at = 0; at + 2 <= name.length(); at++) {
            found += wording.contains(name.substring(at, at + 2)) ? 1 : 0;
        }
        return name.length() < 2 ? 0 : (double) found / (name.length() - 1);
    }
}
