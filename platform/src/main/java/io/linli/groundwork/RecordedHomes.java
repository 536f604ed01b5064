package io.linli.groundwork;

import io.linli.identity.Role;
import io.linli.residents.GroundRecords;
import io.linli.residents.GroundRecords.Recorded;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import io.linli.workforce.BuildingSource;
import io.linli.workforce.CompletenessSource;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The buildings, and the three indicators that rest on buildings, homes and visits. What the six words ask for is not
 * written down anywhere; this is our reading of them, check by check.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GroundworkSettings.class)
class RecordedHomes {

    private final GroundRecords records;
    private final Territory territory;

    RecordedHomes(GroundRecords records, Territory territory) {
        this.records = records;
        this.territory = territory;
    }

    @Bean
    BuildingSource recordedBuildings() {
        return area -> records.buildings(area).stream()
                .map(building ->
                        new BuildingSource.Building(building.id().toString(), building.name(), building.area()))
                .toList();
    }

    /** 底数清: buildings, homes and households are recorded. */
    @Bean
    CompletenessSource baseClear() {
        var tests = new LinkedHashMap<String, Predicate<Recorded>>();
        tests.put("buildings", grid -> grid.buildings() > 0);
        tests.put("homes", grid -> grid.homes() > 0);
        tests.put("households", grid -> grid.households() > 0);
        return new Source(CompletenessSource.Indicator.BASE, tests, area -> records.recorded(area, null));
    }

    /** 服务到位: somebody of the grid was visited lately. */
    @Bean
    CompletenessSource served(GroundworkSettings settings, Clock clock) {
        return new Source(
                CompletenessSource.Indicator.SERVICE,
                Map.of("visited", grid -> grid.visits() > 0),
                area -> records.recorded(area, clock.instant().minus(settings.visitedWithin())));
    }

    /** 互通到位: somebody of the grid has an account of their own, and can be written to and write. */
    @Bean
    CompletenessSource exchanging() {
        return new Source(
                CompletenessSource.Indicator.EXCHANGE,
                Map.of("accounts", grid -> grid.accounts() > 0),
                area -> records.recorded(area, null));
    }

    private interface Look {
        Map<AreaCode, Recorded> in(AreaCode area);
    }

    private final class Source implements CompletenessSource {

        private final Indicator indicator;
        private final Map<Check, Predicate<Recorded>> tests = new LinkedHashMap<>();
        private final Look look;

        Source(Indicator indicator, Map<String, Predicate<Recorded>> tests, Look look) {
            this.indicator = indicator;
            this.look = look;
            tests.forEach((name, test) -> this.tests.put(new Check(name, Role.GRID_WORKER, AreaLevel.GRID), test));
        }

        @Override
        public Indicator indicator() {
            return indicator;
        }

        @Override
        public List<Check> checks() {
            return List.copyOf(tests.keySet());
        }

        @Override
        public Map<AreaCode, Set<Check>> missing(AreaCode area) {
            var known = look.in(area);
            var missing = new HashMap<AreaCode, Set<Check>>();
            grids(area).forEach(grid -> {
                var recorded = known.getOrDefault(grid, Recorded.NOTHING);
                var lacking = new LinkedHashSet<Check>();
                tests.forEach((check, test) -> {
                    if (!test.test(recorded)) {
                        lacking.add(check);
                    }
                });
                if (!lacking.isEmpty()) {
                    missing.put(grid, lacking);
                }
            });
            return missing;
        }
    }

    private Stream<AreaCode> grids(AreaCode area) {
        return area.level().digits() >= AreaLevel.GRID.digits()
                ? Stream.of(area)
                : territory.children(area).stream().map(Area::code).flatMap(this::grids);
    }
}
