package io.linli.territory;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** The territory as it was at one moment; never changes. */
record Ground(
        Revision revision, AreaCode root, AreaTree areas, GridIndex shapes, PlaceFinder places, Succession succession) {

    /** What the parts in memory were read at. */
    record Revision(long areas, long boundaries, long places) {}

    /** Which areas came from which. */
    record Succession(Map<AreaCode, List<AreaCode>> successors, Map<AreaCode, List<AreaCode>> predecessors) {

        /** Those it came from, and those they came from; those it went into likewise; itself. Not its siblings. */
        List<AreaCode> of(AreaCode code) {
            var all = new TreeSet<AreaCode>();
            follow(code, all, area -> predecessors.getOrDefault(area, List.of()));
            all.remove(code);
            follow(code, all, area -> successors.getOrDefault(area, List.of()));
            return List.copyOf(all);
        }

        /** The open areas that a closed one ended in. */
        List<AreaCode> last(AreaCode code) {
            var all = new TreeSet<AreaCode>();
            follow(code, all, area -> successors.getOrDefault(area, List.of()));
            all.removeIf(successors::containsKey);
            return List.copyOf(all);
        }

        /** The area, and those others of which all that they became, or all that they came from, lies in it. */
        List<AreaCode> own(AreaCode code) {
            var all = new TreeSet<AreaCode>();
            all.add(code);
            successors.keySet().stream()
                    .filter(area -> !code.contains(area) && endsIn(code, area, successors))
                    .forEach(all::add);
            predecessors.keySet().stream()
                    .filter(area -> !code.contains(area) && endsIn(code, area, predecessors))
                    .forEach(all::add);
            return List.copyOf(all);
        }

        private static boolean endsIn(AreaCode code, AreaCode area, Map<AreaCode, List<AreaCode>> steps) {
            var next = steps.getOrDefault(area, List.of());
            return !next.isEmpty() && next.stream().allMatch(each -> code.contains(each) || endsIn(code, each, steps));
        }

        private static void follow(AreaCode from, TreeSet<AreaCode> seen, Function<AreaCode, List<AreaCode>> step) {
            if (seen.add(from)) {
                step.apply(from).forEach(next -> follow(next, seen, step));
            }
        }
    }
}
