package io.linli.incident;

import java.text.Normalizer;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The pairs of neighbouring characters of a text: what the search index holds. Most Chinese words have two characters;
 * an index of three (pg_trgm) finds none of those.
 */
final class Bigrams {

    static final int SHORTEST = 2;

    private Bigrams() {}

    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** As a PostgreSQL array of numbers, each two UTF-16 units. */
    static String array(String text) {
        var normal = normal(text);
        var pairs = new TreeSet<Integer>();
        for (int i = 0; i + 1 < normal.length(); i++) {
            pairs.add((normal.charAt(i) << 16) | normal.charAt(i + 1));
        }
        return pairs.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
