package io.linli.workforce;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.territory.Answerable;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.AreaRegister;
import io.linli.territory.Boundaries;
import io.linli.workforce.CompletenessSource.Check;
import io.linli.workforce.CompletenessSource.Indicator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The indicators that the ground, the posts and the organisations themselves tell: three of the six. */
@Configuration(proxyBeanMethods = false)
class OwnRecords {

    private static final Check BOUNDARY = new Check("boundary", Role.ADMINISTRATOR, AreaLevel.COUNTY);
    private static final Check WORKER = new Check("worker", Role.COMMUNITY_WORKER, AreaLevel.COMMUNITY);
    private static final Check LEADER = new Check("leader", Role.COMMUNITY_WORKER, AreaLevel.COMMUNITY);
    private static final Check CONTACT = new Check("contact", Role.COMMUNITY_WORKER, AreaLevel.COMMUNITY);
    private static final Check DUTIES = new Check("duties", Role.COMMUNITY_WORKER, AreaLevel.COMMUNITY);
    private static final Check BRANCH = new Check("branch", Role.STREET_STAFF, AreaLevel.STREET);
    private static final Check TELEPHONE = new Check("telephone", Role.STREET_STAFF, AreaLevel.STREET);
    private static final Check CADRE = new Check("cadre", Role.STREET_STAFF, AreaLevel.STREET);
    private static final Check POLICE = new Check("police", Role.STREET_STAFF, AreaLevel.STREET);

    /** What each check is met by, asked of every grid of an area. */
    private record Source(
            Indicator indicator, List<Check> checks, Grids grids, Function<AreaCode, Map<Check, Predicate<Area>>> met)
            implements CompletenessSource {

        @Override
        public Map<AreaCode, Set<Check>> missing(AreaCode area) {
            var tests = met.apply(area);
            var missing = new HashMap<AreaCode, Set<Check>>();
            for (var grid : grids.in(area)) {
                tests.forEach((check, test) -> {
                    if (!test.test(grid)) {
                        missing.computeIfAbsent(grid.code(), none -> new HashSet<>())
                                .add(check);
                    }
                });
            }
            return missing;
        }
    }

    /** 区域清 */
    @Bean
    CompletenessSource areaClear(Grids grids, Boundaries boundaries) {
        return new Source(Indicator.AREA, List.of(BOUNDARY), grids, area -> {
            var drawn = boundaries.drawnWithin(area);
            return Map.of(BOUNDARY, grid -> drawn.contains(grid.code()));
        });
    }

    /** 责任清 */
    @Bean
    CompletenessSource dutyClear(Grids grids, AreaRegister register, Posts posts, Coverage coverage) {
        return new Source(Indicator.DUTY, List.of(WORKER, LEADER, CONTACT, DUTIES, BRANCH), grids, area -> {
            var answerable = answerable(register, area);
            var answered = coverage.answered(area);
            var tests = new LinkedHashMap<Check, Predicate<Area>>();
            tests.put(WORKER, grid -> !posts.at(grid.code(), Role.GRID_WORKER).isEmpty());
            tests.put(LEADER, grid -> has(answerable, grid, node -> node.name() != null));
            tests.put(CONTACT, grid -> has(answerable, grid, node -> node.contact() != null));
            tests.put(
                    DUTIES, grid -> has(answerable, grid, node -> !node.duties().isEmpty()));
            tests.put(BRANCH, grid -> answered.containsKey(grid.code()));
            return tests;
        });
    }

    /** 监管到位 */
    @Bean
    CompletenessSource supervised(Grids grids, AreaRegister register, Links links) {
        return new Source(Indicator.SUPERVISION, List.of(TELEPHONE, CADRE, POLICE), grids, area -> {
            var answerable = answerable(register, area);
            var supported = links.inForce(Links.Kind.CADRE, area).stream()
                    .map(Links.InForce::grid)
                    .collect(toSet());
            var policed = links.officers(area).stream()
                    .filter(beat -> !beat.officers().isEmpty())
                    .map(Links.Beat::grid)
                    .collect(toSet());
            return Map.of(
                    TELEPHONE,
                    grid -> has(answerable, grid, node -> node.supervision() != null),
                    CADRE,
                    grid -> supported.contains(grid.code()),
                    POLICE,
                    grid -> policed.contains(grid.code()));
        });
    }

    private static Map<AreaCode, Answerable> answerable(AreaRegister register, AreaCode area) {
        return register.answerables(area).stream().collect(toMap(Answerable::area, Function.identity()));
    }

    private static boolean has(Map<AreaCode, Answerable> answerable, Area grid, Predicate<Answerable> what) {
        var node = answerable.get(grid.code());
        return node != null && what.test(node);
    }
}
