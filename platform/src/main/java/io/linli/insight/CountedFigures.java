package io.linli.insight;

import static java.util.stream.Collectors.toSet;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.insight.Measuring.Split;
import io.linli.tasking.Withheld;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Figures of what modules count, of what the caller sees. Where it is known who did it, nothing is told of what fewer than five
 * people did, nor the area beside it that it could be found by: what one did could be read from the sum of a few. What is left
 * to be subtracted are two times that overlap, and the rows of a larger area by the smaller one that they are of.
 */
@Component
class CountedFigures {

    private static final String PEOPLE = "count(distinct m.assignee) filter (where m.below > 0)";

    /** Who they are, where they are so few that it matters whether they are the same as in another group. */
    private static final String WHO = "case when " + PEOPLE + " < " + Figure.LEAST
            + " then array_agg(distinct m.assignee) filter (where m.below > 0 and m.assignee is not null) end";

    private final ScopedQuery scoped;
    private final Counts counts;
    private final Grounds grounds;

    CountedFigures(ScopedQuery scoped, Counts counts, Grounds grounds) {
        this.scoped = scoped;
        this.counts = counts;
        this.grounds = grounds;
    }

    /** Nobody is told a part of what is still being counted. */
    void add(
            Caller caller,
            AreaCode area,
            Period period,
            Collection<Indicator> indicators,
            Split split,
            Map<String, Map<String, Figure>> found) {
        Map<String, List<Indicator>> byKey = new HashMap<>();
        for (var indicator : indicators) {
            var key = indicator.countable();
            if (key != null) {
                byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(indicator);
            }
        }
        if (byKey.isEmpty()) {
            return;
        }
        var shown = counts.shown(byKey.keySet());
        List<String> waiting = new ArrayList<>();
        byKey.forEach((key, several) -> {
            var generation = shown.get(key);
            if (generation == null) {
                several.forEach(indicator -> waiting.add(indicator.code()));
            } else {
                add(caller, area, period, new Shown(key, generation), several, split, found);
            }
        });
        if (!waiting.isEmpty() && split.digits() >= 0) {
            found.computeIfAbsent(Measuring.ALL, none -> new HashMap<>());
            found.values().forEach(figures -> waiting.forEach(code -> figures.put(code, Figure.NOT_MEASURED)));
        }
    }

    private void add(
            Caller caller,
            AreaCode area,
            Period period,
            Shown of,
            List<Indicator> several,
            Split split,
            Map<String, Map<String, Figure>> found) {
        var groups = groups(caller, area, period, of, split);
        var withheld = withheld(groups, split);
        boolean isUntold = groups.values().stream().anyMatch(group -> group.people() >= Figure.LEAST)
                && isWithheldBeside(caller, area, period, of);
        groups.forEach((key, group) -> {
            var figures = found.computeIfAbsent(key, none -> new HashMap<>());
            for (var indicator : several) {
                figures.put(
                        indicator.code(),
                        withheld.contains(key) || (isUntold && group.people() > 0)
                                ? Figure.untold(group.people())
                                : counted(indicator, group));
            }
        });
    }

    /**
     * What was counted of one key.
     *
     * @param people who did it; 0 where that is not known
     * @param who they are, where they are few
     */
    private record Group(long above, long below, long people, Set<UUID> who) {}

    private Map<String, Group> groups(Caller caller, AreaCode area, Period period, Shown of, Split split) {
        Map<String, Group> found = new HashMap<>();
        counted(caller, area, period, of)
                .select(split.ofRow().apply("(m.day::timestamp at time zone 'Asia/Shanghai')")
                        + ", sum(m.above)::bigint, sum(m.below)::bigint, " + PEOPLE + ", " + WHO)
                .groupBy("1")
                .list((row, n) -> {
                    found.put(row.getString(1), new Group(row.getLong(2), row.getLong(3), row.getLong(4), who(row)));
                    return n;
                });
        return found;
    }

    private static Set<UUID> who(ResultSet row) throws SQLException {
        var array = row.getArray(5);
        return array == null ? Set.of() : Set.of((UUID[]) array.getArray());
    }

    /** Of a split what a few did, and what that could be found by. */
    private static Set<String> withheld(Map<String, Group> groups, Split split) {
        Map<String, Long> people = new HashMap<>();
        groups.forEach((key, group) -> people.put(key, group.people()));
        var untold = groups.keySet().stream().filter(key -> !split.tells(key)).collect(toSet());
        return Withheld.of(people, untold, keys -> together(groups, keys));
    }

    /** At least so many: who the many are is not asked. */
    private static long together(Map<String, Group> groups, Set<String> keys) {
        var few = new HashSet<UUID>();
        long most = 0;
        for (var key : keys) {
            var group = groups.get(key);
            if (group != null) {
                few.addAll(group.who());
                most = Math.max(most, group.people());
            }
        }
        return Math.max(most, few.size());
    }

    /** Whether it, or an area around it, is left out among the areas beside that: then it is not told by itself either. */
    private boolean isWithheldBeside(Caller caller, AreaCode area, Period period, Shown of) {
        return grounds.above(caller, area)
                .map(above -> {
                    var beside = Split.areas(area.code().length());
                    return withheld(groups(caller, above, period, of, beside), beside)
                                    .contains(area.code())
                            || isWithheldBeside(caller, above, period, of);
                })
                .orElse(false);
    }

    /** The count of a key that is shown. */
    private record Shown(String key, int generation) {}

    private ScopedQuery.Query counted(Caller caller, AreaCode area, Period period, Shown of) {
        return scoped.from(caller, "insight.counted m")
                .and("m.key = ? and m.generation = ?", of.key(), of.generation())
                .and("m.area >= ? and m.area < ?", area.code(), area.end())
                .and("m.day >= ? and m.day <= ?", period.from(), period.to());
    }

    /**
     * Whether the rows behind such a number may be told, which add up to it: {@code MEASURED}, else why not. Not those of a few
     * people, nor what those could be found by, and none before they are counted.
     */
    Figure.State rowsTold(Caller caller, AreaCode area, Period period, String key) {
        var generation = counts.shown(Set.of(key)).get(key);
        if (generation == null) {
            return Figure.State.NOT_MEASURED;
        }
        var of = new Shown(key, generation);
        long people = groups(caller, area, period, of, Split.NONE).values().stream()
                .mapToLong(Group::people)
                .sum();
        boolean isTold = !Withheld.isFew(people) && (people == 0 || !isWithheldBeside(caller, area, period, of));
        return isTold ? Figure.State.MEASURED : Figure.untold(people).state();
    }

    private static Figure counted(Indicator indicator, Group group) {
        return switch (indicator.kind()) {
            case COUNT -> Figure.number(group.below());
            case RATIO -> Figure.share(group.above(), group.below());
            case EACH -> Figure.each(group.below(), group.people());
            case GROUP, DURATION, SURVEY, NONE -> Figure.NOT_MEASURED;
        };
    }
}
