package io.linli.territory;

import io.linli.territory.MovesWithGround.Flow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of a table that stand at the area that a column {@code area} or another names, and go where all of the area goes.
 *
 * @param table with its schema, of the module that asks
 * @param column that names the area
 * @param which of the rows are meant, in SQL; {@code true} for all
 * @param also what else is set when a row moves, in SQL that begins with a comma or is empty; {@code t} is the row as it
 *     was, {@code m.source} and {@code m.target} are the two areas
 */
public record RowsOnGround(JdbcClient database, String table, String column, String which, String also) {

    public RowsOnGround(JdbcClient database, String table, String which) {
        this(database, table, "area", which, "");
    }

    public Map<AreaCode, Long> counts(Collection<AreaCode> within) {
        var counts = new TreeMap<AreaCode, Long>();
        database.sql("""
                select t.%2$s, count(*) from unnest(?::text[]) as w (code)
                join %1$s t on t.%2$s >= w.code and t.%2$s < w.code || ':' where %3$s group by 1""".formatted(table, column, which))
                .param(within.stream().map(AreaCode::code).toArray(String[]::new))
                .query(row -> {
                    counts.put(new AreaCode(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    public List<Flow> flows(Regrouping plan) {
        return counts(plan.grounds()).entrySet().stream()
                .map(count -> new Flow(count.getKey(), plan.to(count.getKey()).orElse(null), count.getValue()))
                .toList();
    }

    public int move(Regrouping plan, int most) {
        return database.sql("""
                with m as (select * from unnest(?::text[], ?::text[]) as m (source, target)),
                    few as (
                        select t.ctid as place from m join %1$s t on t.%2$s = m.source where %3$s
                        limit ? for update of t)
                update %1$s t set %2$s = m.target%4$s from m
                where t.%2$s = m.source and t.ctid = any (array(select place from few))""".formatted(table, column, which, also))
                .params(plan.sources(), plan.targets(), most)
                .update();
    }
}
