package io.linli.analysis.language;

import java.util.Arrays;

/**
 * The single characters and pairs (and more, where a model asks) of a text, each as a number: hashed, so that a model holds no words
 * of those who wrote what it learned from.
 */
final class Grams {

    static final int BITS = 18;
    static final int KINDS = 1 << BITS;

    private final int[] ids;
    private final int[] counts;

    private Grams(int[] ids, int[] counts) {
        this.ids = ids;
        this.counts = counts;
    }

    /** In rising order. */
    int[] ids() {
        return ids;
    }

    /** How often each stands in the text. */
    int[] counts() {
        return counts;
    }

    static Grams of(String wording, int shortest, int longest) {
        var all = new int[wording.length() * (longest - shortest + 1)];
        int found = 0;
        for (int length = shortest; length <= longest; length++) {
            for (int at = 0; at + length <= wording.length(); at++) {
                if (isOneWord(wording, at, length)) {
                    all[found++] = id(wording, at, length);
                }
            }
        }
        Arrays.sort(all, 0, found);
        var ids = new int[found];
        var counts = new int[found];
        int kinds = 0;
        for (int at = 0; at < found; at++) {
            if (at > 0 && all[at] == all[at - 1]) {
                counts[kinds - 1]++;
            } else {
                ids[kinds] = all[at];
                counts[kinds++] = 1;
            }
        }
        return new Grams(Arrays.copyOf(ids, kinds), Arrays.copyOf(counts, kinds));
    }

    /** Not across a blank. */
    static boolean isOneWord(String wording, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (wording.charAt(i) == ' ') {
                return false;
            }
        }
        return true;
    }

    static int id(String wording, int at, int length) {
        int hash = length;
        for (int i = at; i < at + length; i++) {
            hash = (hash + wording.charAt(i)) * 0x9e3779b1;
        }
        // the last mixing of MurmurHash3 (Appleby, public domain)
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        hash ^= hash >>> 16;
        return hash & (KINDS - 1);
    }

    int size() {
        return ids.length;
    }
}
