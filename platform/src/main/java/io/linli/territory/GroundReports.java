package io.linli.territory;

import static io.linli.territory.TerritoryProblem.AREA_UNKNOWN;
import static io.linli.territory.TerritoryProblem.PLAN_ELSEWHERE;

import io.linli.settings.Acting;
import io.linli.settings.SystemScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What stands on the ground, by the areas that there were on a day. Of an area that is open it is what stands there now;
 * of one that was split or merged since, what was counted when that was published.
 */
@Service
@Transactional(readOnly = true)
public class GroundReports {

    static final String REPORT = "territory:report";
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    private final JdbcClient database;
    private final Territory territory;
    private final ObjectProvider<MovesWithGround> movers;
    private final GroundPlans plans;
    private final ObjectProvider<Acting> acting;
    private final SystemScope system;
    private final Clock clock;

    GroundReports(
            JdbcClient database,
            Territory territory,
            ObjectProvider<MovesWithGround> movers,
            GroundPlans plans,
            ObjectProvider<Acting> acting,
            SystemScope system,
            Clock clock) {
        this.database = database;
        this.territory = territory;
        this.movers = movers;
        this.plans = plans;
        this.acting = acting;
        this.system = system;
        this.clock = clock;
    }

    /** The parts of an area as they were on that day, with what stands in each. */
    public record Report(AreaCode area, String areaName, LocalDate on, List<Kind> kinds, List<Row> rows) {}

    /** One kind of what stands on the ground. */
    public record Kind(String what, String name, long total) {}

    /**
     * One part.
     *
     * @param countedAt when it was counted, where that was before; null for now
     */
    public record Row(
            AreaCode code,
            String name,
            boolean open,
            @Nullable Instant countedAt,
            Map<String, Long> counts) {}

    private record Part(
            AreaCode code,
            String name,
            boolean open,
            @Nullable Instant countedAt) {}

    /** On today where no day is given. */
    public Report report(AreaCode area, @Nullable LocalDate day) {
        var found = territory
                .find(area)
                .orElseThrow(() -> AREA_UNKNOWN.with(area.code()).at("parent"));
        if (!serves(area.code())) {
            throw PLAN_ELSEWHERE.with(area.code(), found.name()).at("parent");
        }
        var on = day == null ? LocalDate.ofInstant(clock.instant(), HERE) : day;
        return system.call(() -> {
            var parts = parts(area, on);
            var live = parts.stream().filter(Part::open).map(Part::code).toList();
            var counts = new TreeMap<AreaCode, Map<String, Long>>();
            parts.forEach(part -> counts.put(part.code(), new TreeMap<>()));
            var kinds = new ArrayList<Kind>();
            var kept = kept(parts);
            movers.orderedStream().forEach(mover -> {
                var what = mover.what();
                var now = mover.counts(live);
                long total = 0;
                for (var part : parts) {
                    long n = part.open()
                            ? now.entrySet().stream()
                                    .filter(one -> part.code().contains(one.getKey()))
                                    .mapToLong(Map.Entry::getValue)
                                    .sum()
                            : kept.getOrDefault(part.code(), Map.of()).getOrDefault(what, 0L);
                    counts.getOrDefault(part.code(), new TreeMap<>()).put(what, n);
                    total += n;
                }
                kinds.add(new Kind(what, plans.named(what), total));
            });
            return new Report(
                    area,
                    found.name(),
                    on,
                    kinds,
                    parts.stream()
                            .sorted(Comparator.comparing(Part::code))
                            .map(part -> new Row(
                                    part.code(),
                                    part.name(),
                                    part.open(),
                                    part.countedAt(),
                                    counts.getOrDefault(part.code(), Map.of())))
                            .toList());
        });
    }

    private boolean serves(String area) {
        return acting.stream().allMatch(caller -> caller.serves(REPORT, area));
    }

    private List<Part> parts(AreaCode area, LocalDate on) {
        return area.level()
                .below()
                .map(below -> database.sql("""
                        select a.code, a.name, a.open,
                            (select max(p.turned_at) from territory.plan p join territory.plan_share s on s.plan = p.id
                                where s.source = a.code and p.turned_at is not null) as counted_at
                        from territory.area a
                        where a.code >= ? and a.code < ? and length(a.code) = ?
                          and (a.valid_from is null or a.valid_from <= ?) and (a.valid_to is null or a.valid_to >= ?)""")
                        .params(area.code(), area.end(), below.digits(), on, on)
                        .query((row, n) -> part(row))
                        .list())
                .orElse(List.of());
    }

    private static Part part(ResultSet row) throws SQLException {
        boolean open = row.getBoolean("open");
        var counted = row.getObject("counted_at", OffsetDateTime.class);
        return new Part(
                new AreaCode(row.getString("code")),
                row.getString("name"),
                open,
                open || counted == null ? null : counted.toInstant());
    }

    /** What was counted of those that closed by a plan, by the plan that closed them. */
    private Map<AreaCode, Map<String, Long>> kept(List<Part> parts) {
        var kept = new TreeMap<AreaCode, Map<String, Long>>();
        database.sql("""
                select w.code, f.what, sum(f.n)
                from unnest(?::text[]) as w (code)
                join (select distinct plan, source from territory.plan_share) s on s.source = w.code
                join territory.plan p on p.id = s.plan and p.turned_at is not null
                join territory.plan_figure f on f.plan = p.id and f.area >= w.code and f.area < w.code || ':'
                group by w.code, f.what""")
                .param(parts.stream()
                        .filter(part -> !part.open())
                        .map(part -> part.code().code())
                        .toArray(String[]::new))
                .query(row -> {
                    kept.computeIfAbsent(new AreaCode(row.getString(1)), none -> new TreeMap<>())
                            .put(row.getString(2), row.getLong(3));
                });
        return kept;
    }
}
