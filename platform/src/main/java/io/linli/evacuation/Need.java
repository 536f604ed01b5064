package io.linli.evacuation;

import io.linli.residents.Occupants.Occupant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * One reason to help somebody first, and what it counts. It orders help inside a named emergency and is used for nothing
 * else; each is shown beside the household.
 *
 * @param people whom it is true of
 * @param points all together
 */
public record Need(Kind kind, int people, int points) {

    private static final int OLD = 80;
    private static final int OLD_ALONE = 60; // 老年人权益保障法 art. 2
    private static final int INFANT = 3;
    private static final int CHILD = 14;

    public enum Kind {
        /** Needs oxygen or powered equipment. */
        POWER,
        WHEELCHAIR,
        DISABLED,
        /** Old, and nobody else lives there. */
        ALONE,
        /** Eighty and over. */
        OLD,
        /** Under three. */
        INFANT,
        /** Under fourteen. */
        CHILD
    }

    static List<Need> of(List<Occupant> people, ToIntFunction<Kind> weights) {
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        for (var one : people) {
            boolean alone = one.marks().contains("LIVES_ALONE") || (people.size() == 1 && one.age() >= OLD_ALONE);
            add(counts, Kind.POWER, one.marks().contains("NEEDS_POWER"));
            add(counts, Kind.WHEELCHAIR, one.marks().contains("WHEELCHAIR"));
            add(counts, Kind.DISABLED, one.marks().contains("DISABLED"));
            add(counts, Kind.ALONE, alone);
            add(counts, Kind.OLD, one.age() >= OLD);
            add(counts, Kind.INFANT, one.age() < INFANT);
            add(counts, Kind.CHILD, one.age() >= INFANT && one.age() < CHILD);
        }
        var needs = new ArrayList<Need>();
        counts.forEach((kind, many) -> needs.add(new Need(kind, many, many * weights.applyAsInt(kind))));
        needs.sort(Comparator.comparingInt(Need::points).reversed());
        return needs;
    }

    static int total(List<Need> needs) {
        return needs.stream().mapToInt(Need::points).sum();
    }

    private static void add(Map<Kind, Integer> counts, Kind kind, boolean is) {
        if (is) {
            counts.merge(kind, 1, Integer::sum);
        }
    }
}
