package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.GROUND_IN_TWO_HANDS;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_NAME_TAKEN;

import io.linli.problem.ProblemException;
import io.linli.territory.AreaCode;
import io.linli.territory.MovesWithGround;
import io.linli.territory.Regrouping;
import io.linli.territory.RowsOnGround;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Relations of somebody to an area go on at the area that takes its place. Where two areas become one, what was the same
 * at both is there once; what only one can be in one area, and differs, has to be settled before.
 *
 * @param column that names the area
 * @param key what there is one of at an area, in SQL
 * @param value what it is, in SQL
 * @param building the column that names a building, whose row goes where the building goes
 */
record RelationsMove(
        JdbcClient database,
        Clock clock,
        String what,
        String table,
        String column,
        String key,
        String value,
        @Nullable String building)
        implements MovesWithGround {

    static final String ORGANISATION = "workforce.organisation";
    private static final String OPEN = "t.until is null";

    @Override
    public Map<AreaCode, Long> counts(Collection<AreaCode> within) {
        return rows().counts(within);
    }

    private RowsOnGround rows() {
        return new RowsOnGround(database, table, column, OPEN, "");
    }

    @Override
    public List<Flow> flows(Regrouping plan) {
        var flows = new ArrayList<Flow>();
        var left = new TreeMap<>(counts(plan.grounds()));
        if (building != null) {
            plan.buildings()
                    .forEach((id, to) -> database.sql(apart("select t.%2$s, count(*) from %1$s t") + " group by 1")
                            .params(id, plan.sources())
                            .query(row -> {
                                var from = new AreaCode(row.getString(1));
                                long count = row.getLong(2);
                                flows.add(new Flow(from, to, count));
                                left.merge(from, -count, Long::sum);
                            }));
        }
        left.forEach((from, count) -> {
            if (count > 0) {
                flows.add(new Flow(from, plan.to(from).orElse(null), count));
            }
        });
        return flows;
    }

    private String apart(String action) {
        return (action + " where t.%3$s = ? and t.%2$s = any (?) and t.until is null")
                .formatted(table, column, building);
    }

    @Override
    public long merged(Regrouping plan) {
        return database.sql(grouped("select coalesce(sum(n - 1), 0) from (select count(*) as n", "m.target, %s, %s")
                        + ") one")
                .params(plan.sources(), plan.targets())
                .query(Long.class)
                .single();
    }

    private String grouped(String select, String by) {
        return "%s from unnest(?::text[], ?::text[]) as m (source, target) join %s t on t.%s = m.source where %s group by %s"
                .formatted(select, table, column, OPEN, by.formatted(key, value));
    }

    @Override
    public List<ProblemException> refusals(Regrouping plan) {
        boolean organisations = table.equals(ORGANISATION);
        // of organisations of one name beside each other the value is their id, so two of them differ
        return database.sql(grouped(
                                "select m.target, min(m.source) as one, max(m.source) as other, %s as name"
                                        .formatted(organisations ? "min(t.name)" : "min(%s::text)".formatted(value)),
                                "m.target, " + key)
                        + " having count(distinct %s) > 1".formatted(value))
                .params(plan.sources(), plan.targets())
                .query((row, n) -> organisations
                        ? ORGANISATION_NAME_TAKEN.with(row.getString("name")).at("shares")
                        : GROUND_IN_TWO_HANDS
                                .with(row.getString("one"), row.getString("other"), row.getString("target"), what)
                                .at("shares"))
                .list();
    }

    @Override
    public int move(Regrouping plan, int most) {
        if (building != null) {
            int moved = 0;
            for (var one : plan.buildings().entrySet()) {
                moved += database.sql(apart("update %1$s t set %2$s = '" + one.getValue() + "'"))
                        .params(one.getKey(), plan.sources())
                        .update();
            }
            if (moved > 0) {
                return moved;
            }
        }
        database.sql("""
                update %1$s t set until = greatest(t.since, ?)
                from (select t.ctid as place, row_number() over (partition by m.target, %3$s, %4$s order by t.id) as nth
                    from unnest(?::text[], ?::text[]) as m (source, target) join %1$s t on t.%2$s = m.source
                    where %5$s) o
                where t.ctid = o.place and o.nth > 1""".formatted(table, column, key, value, OPEN))
                .params(LocalDate.ofInstant(clock.instant(), OrganisationRegister.HERE), plan.sources(), plan.targets())
                .update();
        int moved = rows().move(plan, most);
        if (moved > 0) {
            database.sql("update workforce.revision set number = number + 1").update();
        }
        return moved;
    }
}
