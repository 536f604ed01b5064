package io.linli.analysis.language;

import java.util.List;

/**
 * What kind of matter a text may be.
 *
 * @param categories the likeliest first
 * @param decided whether the first is likely enough to be followed; else all are suggestions
 * @param reasons the characters of the text that spoke most for the first
 */
public record Classified(List<Guess> categories, boolean decided, List<String> reasons) {

    public Classified {
        categories = List.copyOf(categories);
        reasons = List.copyOf(reasons);
    }

    /**
     * One kind that it may be.
     *
     * @param confidence from 0 to 1
     */
    public record Guess(String code, String name, double confidence) {}
}
