package io.linli.analysis.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds texts that are copies of others, word for word or nearly, also when one of them was cut into words and lost the
 * empty ones. What a model is measured on must have no copy in what it learned from.
 */
final class NearCopies {

    /** Rather too many than too few: unrelated texts share a tenth. */
    private static final double SHARE = 0.5;

    private final List<BitSet> seen = new ArrayList<>();

    NearCopies(List<Labelled> texts) {
        texts.forEach(text -> seen.add(set(pairs(text))));
    }

    private static int[] pairs(Labelled text) {
        return Grams.of(text.wording().replace(" ", ""), 2, 2).ids();
    }

    private static BitSet set(int[] pairs) {
        var set = new BitSet(Grams.KINDS);
        Arrays.stream(pairs).forEach(set::set);
        return set;
    }

    /** Whether half of the shorter text's pairs of characters stand in the other. */
    boolean has(Labelled text) {
        return !of(text).isEmpty();
    }

    /** The numbers of the texts of which it is a copy. */
    List<Integer> of(Labelled text) {
        var pairs = pairs(text);
        var copies = new ArrayList<Integer>();
        for (int i = 0; i < seen.size(); i++) {
            var other = seen.get(i);
            int shared = 0;
            for (int pair : pairs) {
                shared += other.get(pair) ? 1 : 0;
            }
            int shorter = Math.min(pairs.length, other.cardinality());
            if (shorter > 0 && shared >= SHARE * shorter) {
                copies.add(i);
            }
        }
        return copies;
    }
}
