package io.linli.tasking;

import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Which groups of a whole are not told, so that nobody finds out what a few people said or did. Withheld is each group of fewer
 * than five. That is not enough: who knows the whole takes from it all that is told, and has what is left. While that is of
 * fewer than five, as it always is of one small group withheld alone, the smallest of the others is withheld too; then only
 * their sum can be found, and that is of five or more.
 */
public final class Withheld {

    /** Groups below this are told neither as a number nor as a share nor as a time. */
    public static final int LEAST = 5;

    private Withheld() {}

    /** Whether there are some, and fewer than five. */
    public static boolean isFew(long members) {
        return members > 0 && members < LEAST;
    }

    /**
     * Of groups that have nobody in common.
     *
     * @param members how many are in each; one that is empty tells of nobody, and hides nobody either
     */
    public static <G extends Comparable<? super G>> Set<G> of(Map<G, Long> members) {
        return of(members, Set.of());
    }

    /**
     * Of groups that have nobody in common.
     *
     * @param untold those of them that are part of the whole and are shown to nobody, few or not
     */
    public static <G extends Comparable<? super G>> Set<G> of(Map<G, Long> members, Set<G> untold) {
        return of(members, untold, groups -> sum(members, groups));
    }

    /**
     * Of groups in which the same people may stand.
     *
     * @param together how many people several groups have between them
     * @return those that are not told; of equally small ones the first in their own order
     */
    public static <G extends Comparable<? super G>> Set<G> of(
            Map<G, Long> members, Set<G> untold, ToLongFunction<Set<G>> together) {
        var withheld = members.keySet().stream()
                .filter(group -> isFew(members.getOrDefault(group, 0L)))
                .collect(toCollection(TreeSet::new));
        var left = new TreeSet<>(withheld);
        left.addAll(untold);
        var told = members.keySet().stream()
                .filter(group -> members.getOrDefault(group, 0L) >= LEAST && !left.contains(group))
                .sorted(Comparator.comparingLong((G group) -> members.getOrDefault(group, 0L))
                        .thenComparing(Comparator.naturalOrder()))
                .iterator();
        while (isFew(together.applyAsLong(left)) && told.hasNext()) {
            var smallest = told.next();
            withheld.add(smallest);
            left.add(smallest);
        }
        return withheld;
    }

    private static <G> long sum(Map<G, Long> members, Collection<G> groups) {
        return groups.stream()
                .mapToLong(group -> members.getOrDefault(group, 0L))
                .sum();
    }
}
