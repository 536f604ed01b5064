package io.linli.workforce;

import static java.util.stream.Collectors.groupingBy;

import io.linli.identity.Posts;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import io.linli.workforce.CompletenessReport.GridState;
import io.linli.workforce.CompletenessReport.Missing;
import io.linli.workforce.CompletenessReport.State;
import io.linli.workforce.CompletenessReport.Sum;
import io.linli.workforce.CompletenessReport.Value;
import io.linli.workforce.CompletenessSource.Check;
import io.linli.workforce.CompletenessSource.Indicator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How complete each grid is (三清三到位), what it lacks and who must act; worked out from the records whenever asked. */
@Service
@Transactional(readOnly = true)
public class Completeness {

    /** All that is looked at for one indicator, and what each grid lacks of it. */
    private record Looked(List<Check> checks, Map<AreaCode, Set<Check>> missing) {

        Set<Check> of(AreaCode grid) {
            return missing.getOrDefault(grid, Set.of());
        }
    }

    private final Map<Indicator, List<CompletenessSource>> sources;
    private final Grids grids;
    private final Posts posts;
    private final Mandate mandate;
    private final Territory territory;
    private final MessageSource messages;

    Completeness(
            List<CompletenessSource> sources,
            Grids grids,
            Posts posts,
            Mandate mandate,
            Territory territory,
            MessageSource messages) {
        this.sources = sources.stream().collect(groupingBy(CompletenessSource::indicator));
        this.grids = grids;
        this.posts = posts;
        this.mandate = mandate;
        this.territory = territory;
        this.messages = messages;
    }

    /** The instance's whole ground when the area is null. */
    public CompletenessReport report(@Nullable AreaCode area, @Nullable AreaCode after, int size) {
        var ground = area == null ? territory.root() : mandate.known(area).code();
        var all = grids.in(ground);
        var looked = look(ground);
        var rest = all.stream()
                .filter(grid -> after == null || grid.code().compareTo(after) > 0)
                .limit(size + 1L)
                .toList();
        var page = rest.size() > size ? rest.subList(0, size) : rest;
        return new CompletenessReport(
                ground,
                mandate.name(ground),
                all.size(),
                Arrays.stream(Indicator.values())
                        .map(indicator -> sum(indicator, looked.get(indicator), all))
                        .toList(),
                page.stream().map(grid -> state(grid, looked)).toList(),
                rest.size() > size ? page.getLast().code() : null);
    }

    private Map<Indicator, Looked> look(AreaCode area) {
        var looked = new EnumMap<Indicator, Looked>(Indicator.class);
        sources.forEach((indicator, several) -> {
            var checks = new ArrayList<Check>();
            var missing = new HashMap<AreaCode, Set<Check>>();
            for (var source : several) {
                checks.addAll(source.checks());
                source.missing(area)
                        .forEach((grid, lacking) -> missing.computeIfAbsent(grid, none -> new HashSet<>())
                                .addAll(lacking));
            }
            looked.put(indicator, new Looked(List.copyOf(checks), missing));
        });
        return looked;
    }

    private Sum sum(Indicator indicator, @Nullable Looked looked, List<Area> all) {
        if (looked == null) {
            return new Sum(indicator, name(indicator), State.NOT_CONNECTED, name(State.NOT_CONNECTED), null);
        }
        int complete = (int)
                all.stream().filter(grid -> looked.of(grid.code()).isEmpty()).count();
        var state = complete == all.size() ? State.COMPLETE : State.INCOMPLETE;
        return new Sum(indicator, name(indicator), state, name(state), complete);
    }

    private GridState state(Area grid, Map<Indicator, Looked> looked) {
        return new GridState(
                grid.code(),
                grid.name(),
                territory.fullName(grid.code()),
                Arrays.stream(Indicator.values())
                        .map(indicator -> value(grid.code(), indicator, looked.get(indicator)))
                        .toList());
    }

    private Value value(AreaCode grid, Indicator indicator, @Nullable Looked looked) {
        if (looked == null) {
            return new Value(
                    indicator, name(indicator), State.NOT_CONNECTED, name(State.NOT_CONNECTED), null, List.of());
        }
        var lacking = looked.of(grid);
        var state = lacking.isEmpty() ? State.COMPLETE : State.INCOMPLETE;
        int met = looked.checks().size() - lacking.size();
        return new Value(
                indicator,
                name(indicator),
                state,
                name(state),
                100 * met / looked.checks().size(),
                looked.checks().stream()
                        .filter(lacking::contains)
                        .map(check -> missing(grid, check))
                        .toList());
    }

    private Missing missing(AreaCode grid, Check check) {
        var where = grid.at(check.at());
        return new Missing(
                check.name(),
                say("completeness.check." + check.name()),
                check.actor(),
                where,
                mandate.name(where),
                posts.at(where, check.actor()).stream().map(Posts.Holder::name).toList());
    }

    private String name(Indicator indicator) {
        return say("completeness.indicator." + indicator.name());
    }

    private String name(State state) {
        return say("completeness.state." + state.name());
    }

    private String say(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
