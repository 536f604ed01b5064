package io.linli.analysis.language;

import java.util.Arrays;
import java.util.List;

/** What a text, or many together, speak of: grams with how much each counts, of length 1. */
final class Direction {

    private final int[] ids;
    private final float[] values;

    Direction(int[] ids, float[] values) {
        this.ids = ids;
        this.values = values;
    }

    /** In rising order. */
    int[] ids() {
        return ids;
    }

    float[] values() {
        return values;
    }

    /** The middle of them. */
    static Direction of(List<Direction> all) {
        var ids = all.stream()
                .flatMapToInt(each -> Arrays.stream(each.ids()))
                .sorted()
                .distinct()
                .toArray();
        var values = new float[ids.length];
        for (var each : all) {
            for (int i = 0; i < each.ids().length; i++) {
                values[Arrays.binarySearch(ids, each.ids()[i])] += each.values()[i];
            }
        }
        return new Direction(ids, normal(values));
    }

    static float[] normal(float[] values) {
        double square = 0;
        for (float value : values) {
            square += value * value;
        }
        if (square > 0) {
            float length = (float) Math.sqrt(square);
            for (int i = 0; i < values.length; i++) {
                values[i] /= length;
            }
        }
        return values;
    }
}
