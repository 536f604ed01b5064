package io.linli.analysis.language;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often which kind was taken for which. */
final class Confusion {

    private final List<String> kinds;
    private final int[][] counts;

    Confusion(List<String> kinds) {
        this.kinds = List.copyOf(kinds);
        this.counts = new int[kinds.size()][kinds.size()];
    }

    void add(String actual, String predicted) {
        counts[kinds.indexOf(actual)][kinds.indexOf(predicted)]++;
    }

    double accuracy() {
        int right = 0;
        for (int kind = 0; kind < counts.length; kind++) {
            right += counts[kind][kind];
        }
        int all = Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
        return all == 0 ? 0 : (double) right / all;
    }

    /** The mean of F1 over the kinds that occur, each counting the same however rare it is. */
    double macroF1() {
        double sum = 0;
        int occurring = 0;
        for (int kind = 0; kind < counts.length; kind++) {
            int actual = Arrays.stream(counts[kind]).sum();
            int column = kind;
            int predicted = Arrays.stream(counts).mapToInt(row -> row[column]).sum();
            if (actual + predicted > 0) {
                sum += 2.0 * counts[kind][kind] / (actual + predicted);
                occurring++;
            }
        }
        return occurring == 0 ? 0 : sum / occurring;
    }

    /** As it was (outside) and as it was taken (inside), with how often. */
    Map<String, Map<String, Integer>> byName() {
        var table = new LinkedHashMap<String, Map<String, Integer>>();
        for (int actual = 0; actual < counts.length; actual++) {
            var row = new LinkedHashMap<String, Integer>();
            for (int predicted = 0; predicted < counts.length; predicted++) {
                row.put(kinds.get(predicted), counts[actual][predicted]);
            }
            table.put(kinds.get(actual), row);
        }
        return table;
    }
}
