package io.linli.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
        return new Query(scopes.of(caller), table);
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

        private Query(Scope scope, String table) {
            this.table = table;
            int space = table.indexOf(' ');
            visible(scope, space < 0 ? "" : table.substring(space + 1).strip() + ".");
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

        public <T> List<T> list(RowMapper<T> row) {
            return in(() -> database.query(sql(), row, parameters.toArray()));
        }

        public <T> Optional<T> first(RowMapper<T> row) {
            return limit(1).list(row).stream().findFirst();
        }

        /** Counts, but not beyond the cap: what nobody reads is not worth the time. */
        public Total count(int cap) {
            var sql = "select count(*) from (select 1" + body() + " limit " + (cap + 1L) + ") found";
            long found = in(() -> database.queryForObject(sql, Long.class, parameters.toArray()));
            return new Total(Math.min(found, cap), found <= cap);
        }

        /** Hands over row by row in bounded memory, for exports of any length, and tells how many there were. */
        public <T> long each(int fetchSize, RowMapper<T> row, Consumer<T> taker) {
            var fetching = new JdbcTemplate(source);
            fetching.setFetchSize(fetchSize); // a cursor, since a transaction is open
            var seen = new long[1];
            return in(() -> {
                fetching.query(
                        sql(),
                        found -> {
                            taker.accept(row.mapRow(found, (int) Math.min(seen[0]++, Integer.MAX_VALUE)));
                        },
                        parameters.toArray());
                return seen[0];
            });
        }

        private <T> T in(java.util.function.Supplier<T> query) {
            return reading.execute(status -> query.get());
        }

        private String sql() {
            return "select " + columns + body() + tail + (order == null ? "" : " order by " + order)
                    + (most == null ? "" : " limit " + most);
        }

        private String body() {
            return " from " + table + (joins.isEmpty() ? "" : " " + String.join(" ", joins)) + " where "
                    + String.join(" and ", conditions);
        }

        // Codes stand in the text rather than as parameters, so that the plan fits the size of the caller's area.
        private void visible(Scope scope, String of) {
            var seen = new ArrayList<String>();
            var open = new ArrayList<String>();
            scope.areas().forEach(area -> open.add("(" + range(of + "area", area) + ")"));
            if (!scope.units().isEmpty()) {
                open.add(of + "unit in (" + quoted(scope.units()) + ")");
            }
            seen.add(of + "assignee = ?");
            if (!open.isEmpty()) {
                seen.add("(" + of + "restricted is null and (" + String.join(" or ", open) + "))");
            }
            scope.grants().forEach(grant -> seen.add("(" + granted(of, grant) + ")"));
            var hidden = scope.hidden().isEmpty()
                    ? ""
                    : "(" + of + "hidden_from is null or " + of + "hidden_from not in (" + quoted(scope.hidden())
                            + ")) and ";
            var me = scope.account().id();
            and(of + "owner = ? or " + hidden + "(" + String.join(" or ", seen) + ")", me, me);
        }

        private static String granted(String of, String grant) {
            int mark = Math.max(grant.indexOf('@'), grant.indexOf('/'));
            var place = grant.substring(mark + 1);
            return of + "restricted = " + quoted(grant.substring(0, mark)) + " and "
                    + (grant.charAt(mark) == '@' ? range(of + "area", place) : of + "unit = " + quoted(place));
        }

        private static String range(String column, String area) {
            return column + " >= " + quoted(area) + " and " + column + " < " + quoted(area + ":");
        }

        private static String quoted(SortedSet<String> codes) {
            return codes.stream().map(Query::quoted).collect(Collectors.joining(", "));
        }

        private static String quoted(String code) {
            if (!code.matches("[A-Za-z0-9_:-]+")) {
                throw new IllegalArgumentException("Not a code: " + code);
            }
            return "'" + code + "'";
        }
    }
}
