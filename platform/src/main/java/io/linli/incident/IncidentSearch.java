package io.linli.incident;

import static java.util.Objects.requireNonNull;

import io.linli.identity.Caller;
import io.linli.identity.Role;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import io.linli.territory.Placement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Lists of incidents, page by page, of what the caller may see. */
@Service
public class IncidentSearch {

    static final int COUNTED = 10_000;

    /** As many are counted one by one; and gathered and sorted rather than looked for in the order of the list. */
    private static final int FEW = 1_000;

    /** Texts with the words asked for, from which on each incident is asked instead of gathering all that have them. */
    private static final int MANY = 20_000;

    /** As many are counted where each incident is asked, of which one in fifty or more has the words. */
    private static final int COUNTED_BY_ASKING = 200;

    static final String COLUMNS = """
            i.id, i.number, i.title, i.status, i.category, i.area, i.grid, i.urgent, i.reported_at, i.due_at, i.assignee,
            i.holder_role, i.unit, i.privacy, i.how""";

    private final ScopedQuery scoped;
    private final JdbcClient database;
    private final IncidentCounts counts;
    private final Labels labels;
    private final Clock clock;

    IncidentSearch(ScopedQuery scoped, JdbcClient database, IncidentCounts counts, Labels labels, Clock clock) {
        this.scoped = scoped;
        this.database = database;
        this.counts = counts;
        this.labels = labels;
        this.clock = clock;
    }

    public enum Sort {
        NEWEST,
        DUE
    }

    /**
     * One page.
     *
     * @param next where the page after it begins; absent on the last
     * @param total on the first page only
     */
    public record Page(
            List<IncidentRow> items,
            @Nullable String next,
            @Nullable Total total) {}

    /** How many there are; when not exact, there are more than that. */
    public record Total(long count, boolean exact) {}

    /**
     * How to look for what is asked.
     *
     * @param many whether so many texts have the words that it is quicker to ask each than to gather all
     * @param few whether there are so few that they are gathered and sorted
     * @param known how many the counters know of; a moment behind, so by it the way is chosen and never what is found
     */
    private record Way(boolean many, boolean few, @Nullable Total known) {}

    private Way way(Caller caller, IncidentFilter filter) {
        var known = filter.isNarrowed() ? counts.total(caller, filter.counted()) : null;
        boolean few = known != null && known.count() <= FEW && filter.q() == null;
        return new Way(areSaidByMany(filter), few, known);
    }

    public Page list(Caller caller, IncidentFilter filter, Sort sort, @Nullable String after, int size) {
        return scoped.together(() -> page(caller, filter, sort, after, size));
    }

    private Page page(Caller caller, IncidentFilter filter, Sort sort, @Nullable String after, int size) {
        var way = way(caller, filter);
        var query = query(caller, filter, way).select(COLUMNS).limit(size + 1);
        if (sort == Sort.DUE) {
            query.and("i.due_at is not null").orderBy("i.due_at, i.id");
        } else {
            query.orderBy("i.reported_at desc, i.id desc");
        }
        if (after != null) {
            var last = Keyset.of(after);
            query.and(
                    sort == Sort.DUE ? "(i.due_at, i.id) > (?, ?)" : "(i.reported_at, i.id) < (?, ?)",
                    Incidents.at(last.at()),
                    last.id());
        }
        var found = query.list((row, n) -> row(row));
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(items),
                found.size() > size ? next(items.getLast(), sort) : null,
                after == null ? total(caller, filter, way, found.size() <= size ? found.size() : null) : null);
    }

    /** Those of these few that the caller may see, in no order. */
    public List<IncidentRow> these(Caller caller, Collection<IncidentId> ids) {
        return ids.isEmpty()
                ? List.of()
                : scoped.from(caller, "incident.incident i")
                        .select(COLUMNS)
                        .and("i.id = any (?)", (Object)
                                ids.stream().map(IncidentId::id).toArray(UUID[]::new))
                        .list((row, n) -> row(row));
    }

    private static String next(IncidentRow last, Sort sort) {
        var at = sort == Sort.DUE ? requireNonNull(last.dueAt()) : last.reportedAt();
        return new Keyset(at, last.id().id()).opaque();
    }

    private Total total(Caller caller, IncidentFilter filter, Way way, @Nullable Integer all) {
        if (all != null) {
            return new Total(all, true);
        }
        // Many are not counted one by one where the counters know them. Few are, so that the latest step shows at once.
        if (filter.isCounted()) {
            var total = way.known() == null ? counts.total(caller, filter) : way.known();
            if (total.count() > FEW) {
                return total;
            }
        }
        var counted = query(caller, filter, way).count(way.many() ? COUNTED_BY_ASKING : COUNTED);
        return new Total(counted.count(), counted.exact());
    }

    private ScopedQuery.Query query(Caller caller, IncidentFilter filter, Way way) {
        var query = query(caller, filter, way.many());
        return way.few() ? query.gathered() : query;
    }

    ScopedQuery.Query query(Caller caller, IncidentFilter filter) {
        return query(caller, filter, areSaidByMany(filter));
    }

    ScopedQuery.Query query(Caller caller, IncidentFilter filter, boolean many) {
        var query = scoped.from(caller, "incident.incident i");
        filter.narrow(query, caller, clock.instant());
        filter.narrowWords(query, many);
        return query;
    }

    /** What this gives away, within whatever ground, is a number of texts; nobody is told of it. */
    private boolean areSaidByMany(IncidentFilter filter) {
        var words = filter.q();
        return words != null
                && database.sql("select incident.many_match(?::int[], ?, ?)")
                        .params(Bigrams.array(words), Bigrams.normal(words), MANY)
                        .query(Boolean.class)
                        .single();
    }

    IncidentRow row(ResultSet row) throws SQLException {
        var role = row.getString("holder_role");
        var unit = IncidentRowMapper.unit(row, "unit");
        var area = new AreaCode(row.getString("area"));
        var category = row.getString("category");
        return new IncidentRow(
                new IncidentId(row.getObject("id", UUID.class)),
                row.getString("number"),
                row.getString("title"),
                IncidentStatus.valueOf(row.getString("status")),
                category,
                labels.category(category),
                area,
                labels.area(area),
                IncidentRowMapper.area(row, "grid"),
                row.getBoolean("urgent"),
                requireNonNull(IncidentRowMapper.instant(row, "reported_at")),
                IncidentRowMapper.instant(row, "due_at"),
                new IncidentRow.HolderView(
                        labels.person(IncidentRowMapper.account(row, "assignee")),
                        role == null ? null : Role.valueOf(role),
                        unit,
                        unit == null ? null : labels.unit(unit)),
                ReportPrivacy.valueOf(row.getString("privacy")),
                Placement.How.valueOf(row.getString("how")));
    }
}
