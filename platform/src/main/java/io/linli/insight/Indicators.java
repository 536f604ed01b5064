package io.linli.insight;

import static io.linli.insight.InsightProblem.INDICATOR_CHANGED;
import static io.linli.insight.InsightProblem.INDICATOR_CLOSED;
import static io.linli.insight.InsightProblem.INDICATOR_COUNTABLE_UNFIT;
import static io.linli.insight.InsightProblem.INDICATOR_HOLDS_OTHERS;
import static io.linli.insight.InsightProblem.INDICATOR_INCOMPLETE;
import static io.linli.insight.InsightProblem.INDICATOR_IN_A_CIRCLE;
import static io.linli.insight.InsightProblem.INDICATOR_PARENT_UNKNOWN;
import static io.linli.insight.InsightProblem.INDICATOR_UNKNOWN;

import io.linli.countable.Countable;
import io.linli.insight.Indicator.Kind;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tree of what is measured, which people change without a program. The same for everybody who reads figures. */
@Service
@Transactional
public class Indicators {

    private static final String COLUMNS = """
            code, parent, position, headline, name, name_en, definition, definition_en, kind, counted_by, numerator,
            denominator, span, countable, unit, direction, baseline, target, period, owner, source,
            closed_at is not null as closed, version""";

    private final JdbcClient database;
    private final List<Countable> countables;
    private final Acts acts;
    private final Clock clock;

    Indicators(JdbcClient database, List<Countable> countables, Acts acts, Clock clock) {
        this.database = database;
        this.countables = countables;
        this.acts = acts;
        this.clock = clock;
    }

    /** Those above before those below them, in their order; closed ones left out. */
    @Transactional(readOnly = true)
    public List<Indicator> open() {
        return database.sql(
                        "select " + COLUMNS + " from insight.indicator where closed_at is null order by position, code")
                .query((row, n) -> indicator(row))
                .list();
    }

    @Transactional(readOnly = true)
    public Indicator get(String code) {
        return find(code).filter(found -> !found.closed()).orElseThrow(() -> INDICATOR_UNKNOWN.with(code));
    }

    private Optional<Indicator> find(String code) {
        return database.sql("select " + COLUMNS + " from insight.indicator where code = ?")
                .param(code)
                .query((row, n) -> indicator(row))
                .optional();
    }

    /** A new one, or another version of one that there is: then its version is the one that the change was made from. */
    public Indicator put(Indicator wanted) {
        check(wanted);
        var before = find(wanted.code());
        if (before.isPresent() && before.get().closed()) {
            throw INDICATOR_CLOSED.with(wanted.code());
        }
        int written = before.isPresent() ? change(wanted) : add(wanted);
        if (written == 0) {
            throw INDICATOR_CHANGED.with(wanted.code());
        }
        acts.did(Act.of(before.isPresent() ? "insight.indicator.change" : "insight.indicator.add")
                .on("indicator", wanted.code()));
        return get(wanted.code());
    }

    /** It is measured no more. What hangs below it hangs below nothing then, so that goes first. */
    public void close(String code) {
        get(code);
        boolean holds = open().stream().anyMatch(other -> code.equals(other.parent()));
        if (holds) {
            throw INDICATOR_HOLDS_OTHERS.with(code);
        }
        database.sql("update insight.indicator set closed_at = ?, version = version + 1 where code = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), code)
                .update();
        acts.did(Act.of("insight.indicator.close").on("indicator", code));
    }

    private void check(Indicator wanted) {
        if (wanted.kind() == Kind.DURATION && wanted.span() == null) {
            throw INDICATOR_INCOMPLETE.with(wanted.code()).at("span");
        }
        if (wanted.kind() == Kind.RATIO
                && wanted.countable() == null
                && wanted.numerator().isEmpty()) {
            throw INDICATOR_INCOMPLETE.with(wanted.code()).at("numerator");
        }
        if (wanted.kind() == Kind.EACH && wanted.countable() == null) {
            throw INDICATOR_INCOMPLETE.with(wanted.code()).at("countable");
        }
        if (wanted.countable() != null) {
            checkCountable(wanted, wanted.countable());
        }
        var all = open();
        for (var above = wanted.parent(); above != null; above = parent(all, above)) {
            if (above.equals(wanted.code())) {
                throw INDICATOR_IN_A_CIRCLE.with(wanted.code()).at("parent");
            }
        }
    }

    private void checkCountable(Indicator wanted, String key) {
        boolean countable =
                switch (wanted.kind()) {
                    case RATIO, COUNT, EACH -> true;
                    case GROUP, DURATION, SURVEY, NONE -> false;
                };
        if (!countable || countables.stream().noneMatch(each -> each.key().equals(key))) {
            throw INDICATOR_COUNTABLE_UNFIT.with(key).at("countable");
        }
    }

    private static @Nullable String parent(List<Indicator> all, String code) {
        return all.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> INDICATOR_PARENT_UNKNOWN.with(code).at("parent"))
                .parent();
    }

    private int add(Indicator wanted) {
        return parameters(wanted, database.sql("""
                                insert into insight.indicator (code, parent, position, headline, name, name_en, definition,
                                    definition_en, kind, counted_by, numerator, denominator, span, countable, unit, direction,
                                    baseline, target, period, owner, source)
                                values (:code, :parent, :position, :headline, :name, :nameEn, :definition, :definitionEn, :kind,
                                    :countedBy, :numerator, :denominator, :span, :countable, :unit, :direction, :baseline,
                                    :target, :period, :owner, :source)
                                on conflict (code) do nothing""")).update();
    }

    private int change(Indicator wanted) {
        return parameters(wanted, database.sql("""
                                update insight.indicator set parent = :parent, position = :position, headline = :headline,
                                    name = :name, name_en = :nameEn, definition = :definition, definition_en = :definitionEn,
                                    kind = :kind, counted_by = :countedBy, numerator = :numerator, denominator = :denominator,
                                    span = :span, countable = :countable, unit = :unit, direction = :direction,
                                    baseline = :baseline, target = :target, period = :period, owner = :owner, source = :source, version = version + 1
                                where code = :code and version = :version and closed_at is null"""))
                .param("version", wanted.version())
                .update();
    }

    private static JdbcClient.StatementSpec parameters(Indicator wanted, JdbcClient.StatementSpec statement) {
        var span = wanted.span();
        return statement
                .param("code", wanted.code())
                .param("parent", wanted.parent())
                .param("position", wanted.position())
                .param("headline", wanted.headline())
                .param("name", wanted.name())
                .param("nameEn", wanted.nameEn())
                .param("definition", wanted.definition())
                .param("definitionEn", wanted.definitionEn())
                .param("kind", wanted.kind().name())
                .param("countedBy", wanted.countedBy().name())
                .param("numerator", names(wanted.numerator()))
                .param("denominator", names(wanted.denominator()))
                .param("span", span == null ? null : span.name())
                .param("countable", wanted.countable())
                .param("unit", wanted.unit().name())
                .param("direction", wanted.direction().name())
                .param("baseline", wanted.baseline())
                .param("target", wanted.target())
                .param("period", wanted.period().name())
                .param("owner", wanted.owner())
                .param("source", wanted.source());
    }

    private static String[] names(List<Fact> facts) {
        return facts.stream().map(Fact::name).toArray(String[]::new);
    }

    private static Indicator indicator(ResultSet row) throws SQLException {
        var span = row.getString("span");
        return new Indicator(
                row.getString("code"),
                row.getString("parent"),
                row.getInt("position"),
                row.getBoolean("headline"),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("definition"),
                row.getString("definition_en"),
                Kind.valueOf(row.getString("kind")),
                Indicator.CountedBy.valueOf(row.getString("counted_by")),
                facts(row.getArray("numerator")),
                facts(row.getArray("denominator")),
                span == null ? null : Indicator.Span.valueOf(span),
                row.getString("countable"),
                Indicator.Unit.valueOf(row.getString("unit")),
                Indicator.Direction.valueOf(row.getString("direction")),
                row.getBigDecimal("baseline"),
                row.getBigDecimal("target"),
                Indicator.Rhythm.valueOf(row.getString("period")),
                row.getString("owner"),
                row.getString("source"),
                row.getBoolean("closed"),
                row.getInt("version"));
    }

    private static List<Fact> facts(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray()).map(Fact::valueOf).toList();
    }
}
