package io.linli.identity;

import io.linli.territory.AreaCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way to read lists of matters: it writes the predicate of what the caller may see, so that indexes serve it; row
 * security checks each row again.
 *
 * <pre>{@code
 * scoped.from(caller, "incident.incident i")
 *         .select("i.id, i.number")
 *         .and("i.status = ?", status.name())
 *         .orderBy("i.id desc")
 *         .limit(20)
 *         .list((row, n) -> …);
 * }</pre>
 *
 * <p>The table has the columns {@code area, unit, restricted, assignee, owner, hidden_from} and row security. Values of
 * conditions are parameters; everything else in them is written by us. A query runs in the open transaction, or in a
 * read-only one of its own.
 */
@Component
public class ScopedQuery {

    private final JdbcTemplate database;
    private final TransactionTemplate reading;
    private final Scopes scopes;
    private final DataSource source;

    ScopedQuery(JdbcTemplate database, DataSource source, PlatformTransactionManager transactions, Scopes scopes) {
        this.database = database;
        this.source = source;
        this.scopes = scopes;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** Rows of the table that the caller may see. An alias may follow the table's name. */
    public Query from(Caller caller, String table) {
        var me = caller.id().id();
        return new Query(table).and(predicate(caller, table).visible(), me, me);
    }

    /**
     * Of the same rows, those that no post of the caller's shows: their own, and those assigned to them, each row in one
     * of the two only. What {@link #sums} leaves out. Apart, so that an index of either answers by itself.
     */
    public List<Query> ownOnly(Caller caller, String table) {
        var me = caller.id().id();
        var predicate = predicate(caller, table);
        return List.of(
                new Query(table).and(predicate.ownedOnly(), me),
                new Query(table).and(predicate.assignedOnly(), me, me));
    }

    /**
     * Rows of a table of sums, kept for each area with all below it, which together are what the posts of the caller show
     * of an area (everywhere when it is null), each matter counted once.
     */
    public Query sums(Caller caller, String table, @Nullable AreaCode area) {
        var within = area == null ? scopes.root() : area;
        return new Query(table).and(predicate(caller, table).sums(within.code()));
    }

    /**
     * Whether the caller's posts show an area alike wherever in it: none of them is of a part of it only, or opens a
     * restricted kind to a unit. Sums that are kept for the area as a whole can then be asked for through {@link #from}.
     */
    public boolean seesAlike(Caller caller, AreaCode area) {
        return scopes.of(caller).isAlikeIn(area.code());
    }

    /** Several lists of one answer, in one transaction that only reads: a transaction costs more than a short list. */
    public <T> T together(Supplier<T> lists) {
        return reading.execute(status -> lists.get());
    }

    private ScopePredicate predicate(Caller caller, String table) {
        int space = table.indexOf(' ');
        return new ScopePredicate(
                scopes.of(caller), space < 0 ? "" : table.substring(space + 1).strip() + ".");
    }

    /** How many there are; when not exact, there are more than that. */
    public record Total(long count, boolean exact) {}

    /** One query being put together; used once. */
    public final class Query {

        private final String table;
        private final List<String> joins = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();
        private String columns = "*";
        private String tail = "";
        private @Nullable String order;
        private @Nullable Integer most;
        private boolean gathered;

        private Query(String table) {
            this.table = table;
        }

        public Query select(String what) {
            columns = what;
            return this;
        }

        /** Such as {@code left join incident.rating r on r.incident = i.id}; the table of the same module. */
        public Query join(String clause) {
            joins.add(clause);
            return this;
        }

        /** A condition with a parameter for each question mark in it. */
        public Query and(String condition, Object... values) {
            conditions.add("(" + condition + ")");
            parameters.addAll(Arrays.asList(values));
            return this;
        }

        public Query groupBy(String what) {
            tail = " group by " + what;
            return this;
        }

        public Query orderBy(String what) {
            order = what;
            return this;
        }

        public Query limit(int rows) {
            most = rows;
            return this;
        }

        /**
         * Finds all and then sorts them, for few among many: the planner takes conditions for independent of each other,
         * and where none of what is asked for lies on the caller's ground it would look through everything in the order
         * of the list. What it is ordered by must be among the columns, and the table have an alias.
         */
        public Query gathered() {
            gathered = true;
            return this;
        }

        public <T> List<T> list(RowMapper<T> row) {
            return together(() -> database.query(sql(), row, parameters.toArray()));
        }

        public <T> Optional<T> first(RowMapper<T> row) {
            return limit(1).list(row).stream().findFirst();
        }

        /** Counts, but not beyond the cap: what nobody reads is not worth the time. */
        public Total count(int cap) {
            var sql = "select count(*) from (select 1" + body() + (gathered ? "" : " limit " + (cap + 1L)) + ") found";
            long found = together(() -> database.queryForObject(sql, Long.class, parameters.toArray()));
            return new Total(Math.min(found, cap), found <= cap);
        }

        /** Hands over row by row in bounded memory, for exports of any length, and tells how many there were. */
        public <T> long each(int fetchSize, RowMapper<T> row, Consumer<T> taker) {
            var fetching = new JdbcTemplate(source);
            fetching.setFetchSize(fetchSize); // a cursor, since a transaction is open
            var seen = new long[1];
            return together(() -> {
                fetching.query(
                        sql(),
                        found -> {
                            taker.accept(row.mapRow(found, (int) Math.min(seen[0]++, Integer.MAX_VALUE)));
                        },
                        parameters.toArray());
                return seen[0];
            });
        }

        private String sql() {
            var found = "select " + columns + body() + tail;
            var alias = table.substring(table.indexOf(' ') + 1);
            return (gathered ? "with " + alias + " as materialized (" + found + ") select * from " + alias : found)
                    + (order == null ? "" : " order by " + order)
                    + (most == null ? "" : " limit " + most);
        }

        private String body() {
            return " from " + table + (joins.isEmpty() ? "" : " " + String.join(" ", joins)) + " where "
                    + String.join(" and ", conditions);
        }
    }
}
