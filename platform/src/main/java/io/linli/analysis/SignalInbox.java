package io.linli.analysis;

import static io.linli.analysis.AnalysisProblem.ANALYSIS_PAGE_UNKNOWN;
import static io.linli.analysis.AnalysisProblem.SIGNAL_UNKNOWN;
import static io.linli.analysis.AnalysisProblem.WARNING_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The signals and warnings of a caller's own ground and units. */
@Service
public class SignalInbox {

    private final ScopedQuery scoped;
    private final JdbcClient database;
    private final SignalWords words;
    private final Posts posts;

    SignalInbox(ScopedQuery scoped, JdbcClient database, SignalWords words, Posts posts) {
        this.scoped = scoped;
        this.database = database;
        this.words = words;
        this.posts = posts;
    }

    /** What is asked for; what is null is not asked about. */
    public record Filter(
            @Nullable AreaCode area,
            @Nullable SignalKind kind,
            @Nullable WarningLevel level,
            @Nullable Boolean open) {}

    public record Warnings(
            List<WarningView> items, @Nullable String next) {}

    public record Signals(List<SignalView> items, @Nullable String next) {}

    /** The latest first. */
    public Warnings warnings(Caller caller, Filter filter, @Nullable String after, int size) {
        var query = scoped.from(caller, "analysis.warning w").select("w.*").limit(size + 1);
        narrow(query, filter, "w");
        if (filter.open() != null) {
            query.and(filter.open() ? "w.status <> 'CLOSED'" : "w.status = 'CLOSED'");
        }
        behind(query, "w.opened_at, w.id", after);
        var found = query.orderBy("w.opened_at desc, w.id desc").list((row, n) -> warning(row, caller, List.of()));
        return new Warnings(cut(found, size), next(found, size, last -> new After(last.openedAt(), last.id())));
    }

    public WarningView warning(Caller caller, UUID id) {
        return scoped.from(caller, "analysis.warning w")
                .select("w.*")
                .and("w.id = ?", id)
                .first((row, n) -> warning(row, caller, trail(id)))
                .orElseThrow(() -> WARNING_UNKNOWN.with(id));
    }

    /** The latest first; of one warning when it is given. */
    public Signals signals(Caller caller, Filter filter, @Nullable UUID warning, @Nullable String after, int size) {
        var query = scoped.from(caller, "analysis.signal s").select("s.*").limit(size + 1);
        narrow(query, filter, "s");
        if (warning != null) {
            query.and("s.warning = ?", warning);
        }
        behind(query, "s.at, s.id", after);
        var found = query.orderBy("s.at desc, s.id desc").list((row, n) -> signal(row));
        return new Signals(cut(found, size), next(found, size, last -> new After(last.at(), last.id())));
    }

    public SignalView signal(Caller caller, UUID id) {
        return scoped.from(caller, "analysis.signal s")
                .select("s.*")
                .and("s.id = ?", id)
                .first((row, n) -> signal(row))
                .orElseThrow(() -> SIGNAL_UNKNOWN.with(id));
    }

    private static void narrow(ScopedQuery.Query query, Filter filter, String row) {
        if (filter.area() != null) {
            query.and(
                    "%1$s.area >= ? and %1$s.area < ?".formatted(row),
                    filter.area().code(),
                    filter.area().end());
        }
        if (filter.kind() != null) {
            query.and(row + ".kind = ?", filter.kind().name());
        }
        if (filter.level() != null) {
            query.and(row + ".level = ?", filter.level().name());
        }
    }

    private static void behind(ScopedQuery.Query query, String columns, @Nullable String after) {
        if (after != null) {
            var last = After.of(after, () -> ANALYSIS_PAGE_UNKNOWN.with().at("after"));
            query.and("(" + columns + ") < (?, ?)", last.at().atOffset(ZoneOffset.UTC), last.id());
        }
    }

    private static <T> List<T> cut(List<T> found, int size) {
        return List.copyOf(found.size() > size ? found.subList(0, size) : found);
    }

    private static <T> @Nullable String next(List<T> found, int size, Function<T, After> key) {
        return found.size() > size ? key.apply(found.get(size - 1)).opaque() : null;
    }

    private List<WarningView.Entry> trail(UUID warning) {
        return database.sql("""
                        select number, at, step, account, note, status from analysis.warning_step
                        where warning = ? order by number""")
                .param(warning)
                .query((row, n) -> new WarningView.Entry(
                        row.getInt("number"),
                        WarningRows.at(row, "at"),
                        row.getString("step"),
                        name(row.getObject("account", UUID.class)),
                        row.getString("note"),
                        WarningStatus.valueOf(row.getString("status"))))
                .list();
    }

    private @Nullable String name(@Nullable UUID account) {
        return account == null
                ? null
                : posts.find(new AccountId(account)).map(Posts.Holder::name).orElse(null);
    }

    private WarningView warning(ResultSet row, Caller caller, List<WarningView.Entry> trail) throws SQLException {
        var kind = SignalKind.valueOf(row.getString("kind"));
        var figures = WarningRows.figures(row);
        var area = new AreaCode(row.getString("area"));
        var status = WarningStatus.valueOf(row.getString("status"));
        var outcome = row.getString("outcome");
        var post = WarningRows.post(row);
        return new WarningView(
                row.getObject("id", UUID.class),
                kind,
                WarningLevel.valueOf(row.getString("level")),
                row.getString("source"),
                words.title(kind),
                words.reason(kind, figures, row.getString("topic")),
                area,
                words.areaName(area),
                row.getString("cell"),
                row.getString("category"),
                words.categoryName(row.getString("category")),
                row.getString("unit"),
                post.role(),
                post.area(),
                words.areaName(post.area()),
                status,
                outcome == null ? null : WarningOutcome.valueOf(outcome),
                figures,
                row.getInt("signals"),
                row.getInt("reopened"),
                row.getInt("escalations"),
                WarningRows.at(row, "opened_at"),
                WarningRows.at(row, "last_at"),
                WarningRows.instant(row, "due_at"),
                WarningRows.instant(row, "closed_at"),
                next(caller, status),
                trail);
    }

    private static Set<WarningStatus> next(Caller caller, WarningStatus status) {
        return caller.may("analysis:act") ? status.next() : EnumSet.noneOf(WarningStatus.class);
    }

    private SignalView signal(ResultSet row) throws SQLException {
        var kind = SignalKind.valueOf(row.getString("kind"));
        var figures = WarningRows.figures(row);
        var area = new AreaCode(row.getString("area"));
        return new SignalView(
                row.getObject("id", UUID.class),
                row.getString("source"),
                kind,
                WarningLevel.valueOf(row.getString("level")),
                words.title(kind),
                words.reason(kind, figures, row.getString("topic")),
                area,
                words.areaName(area),
                row.getString("cell"),
                row.getString("category"),
                words.categoryName(row.getString("category")),
                row.getString("unit"),
                WarningRows.at(row, "from_at"),
                WarningRows.at(row, "to_at"),
                figures,
                List.of((UUID[]) row.getArray("evidence").getArray()),
                WarningRows.at(row, "at"),
                row.getObject("warning", UUID.class),
                row.getObject("mute", UUID.class));
    }
}
