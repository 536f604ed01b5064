package io.linli.analysis;

import static io.linli.analysis.AnalysisProblem.RISK_PAST_WHOLE;
import static io.linli.analysis.AnalysisProblem.RISK_PLACE_UNKNOWN;

import io.linli.analysis.detector.Cell;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The risk index of grids and of places of about 150 m, down to each incident that adds to it. Never of people. */
@Service
public class RiskMap {

    private static final int CONTRIBUTIONS = 200;
    private static final int MOST = 2_000;
    private static final int HISTORY = 365;
    private static final int SLIDER = 120;

    private final ScopedQuery scoped;
    private final RiskFormula formula;
    private final SignalWords words;
    private final JdbcClient database;
    private final Acts acts;
    private final Clock clock;

    RiskMap(ScopedQuery scoped, RiskFormula formula, SignalWords words, JdbcClient database, Acts acts, Clock clock) {
        this.scoped = scoped;
        this.formula = formula;
        this.words = words;
        this.database = database;
        this.acts = acts;
        this.clock = clock;
    }

    public enum By {
        GRID,
        /** About 150 m, as far as a contribution says so closely where it was. */
        CELL,
        /** The areas right below the one asked for, as a map shows them. */
        BELOW
    }

    /** Which contributions count. */
    public enum Layer {
        ALL,
        OPEN,
        URGENT,
        AGAIN
    }

    /**
     * A place and its index.
     *
     * @param cell a geohash, where places of 150 m are asked for; with its middle
     * @param points the sum of what its incidents add
     * @param open not known of a day that is past
     */
    public record Spot(
            AreaCode area,
            String areaName,
            @Nullable String cell,
            @Nullable Double longitude,
            @Nullable Double latitude,
            double points,
            int incidents,
            @Nullable Integer open) {}

    /** How the points come about, for whoever wants to reckon again. */
    public record Factors(
            double urgent,
            double open,
            double again,
            long halfLifeDays,
            long days,
            Map<String, Double> weights,
            Instant at) {}

    /**
     * Places by their index.
     *
     * @param days of which the sums are known, the latest first
     */
    public record Ranking(List<Spot> items, Factors factors, List<LocalDate> days) {}

    /**
     * What is asked for.
     *
     * @param category the kind of matter, with those below it
     * @param day as it was at its end: of grids and what lies above them, all contributions together
     */
    public record Asked(
            @Nullable AreaCode area,
            By by,
            Layer layer,
            @Nullable String category,
            @Nullable LocalDate day,
            int size) {}

    /** What one incident adds. */
    public record Contribution(
            UUID incident,
            @Nullable String category,
            @Nullable String categoryName,
            @Nullable String cell,
            Instant at,
            boolean urgent,
            boolean open,
            int again,
            double weight,
            double points) {}

    public record Day(LocalDate day, double points, int incidents) {}

    /**
     * One grid.
     *
     * @param points of all its incidents, also of those beyond the ones that are listed
     */
    public record Detail(
            AreaCode area,
            String areaName,
            double points,
            int incidents,
            List<Contribution> contributions,
            List<Day> history,
            Factors factors) {}

    /** The riskiest first. */
    public Ranking ranking(Caller caller, Asked asked) {
        var at = clock.instant();
        return new Ranking(
                asked.day() == null ? now(caller, asked, at) : then(caller, asked, asked.day()),
                factors(at),
                days(caller, asked.area()));
    }

    private List<Spot> now(Caller caller, Asked asked, Instant at) {
        var area = asked.area();
        boolean cells = asked.by() == By.CELL;
        int digits = digits(asked);
        var query = lately(caller, at)
                .select((cells ? "c.area" : "left(c.area, " + digits + ")") + " as place, "
                        + (cells ? "c.cell" : "null::text") + " as spot, sum(" + formula.points(at)
                        + ") as points, count(*) as incidents, count(*) filter (where c.open) as open")
                .groupBy(cells ? "1, 2" : "1")
                .orderBy("points desc, place, spot")
                .limit(asked.size());
        if (area != null) {
            query.and("c.area >= ? and c.area < ?", area.code(), area.end());
        }
        if (asked.category() != null) {
            query.and("c.category ^@ ?", asked.category());
        }
        switch (asked.layer()) {
            case ALL -> {}
            case OPEN -> query.and("c.open");
            case URGENT -> query.and("c.urgent");
            case AGAIN -> query.and("c.again > 0");
        }
        if (cells) {
            query.and("c.cell is not null");
        } else {
            query.and("length(c.area) >= " + digits);
        }
        return query.list((row, n) -> spot(row));
    }

    private List<Spot> then(Caller caller, Asked asked, LocalDate day) {
        if (asked.by() == By.CELL || asked.layer() != Layer.ALL || asked.category() != null) {
            throw RISK_PAST_WHOLE.with().at("day");
        }
        var area = asked.area();
        var query = scoped.from(caller, "analysis.risk_day d")
                .select("left(d.area, " + digits(asked)
                        + ") as place, null::text as spot, sum(d.points) as points, sum(d.incidents) as incidents,"
                        + " null::int as open")
                .and("d.day = ?", day)
                .groupBy("1")
                .orderBy("points desc, place")
                .limit(asked.size());
        if (area != null) {
            query.and("d.area >= ? and d.area < ?", area.code(), area.end());
        }
        return query.list((row, n) -> spot(row));
    }

    private List<LocalDate> days(Caller caller, @Nullable AreaCode area) {
        var query = scoped.from(caller, "analysis.risk_day d")
                .select("d.day")
                .groupBy("d.day")
                .orderBy("d.day desc")
                .limit(SLIDER);
        if (area != null) {
            query.and("d.area >= ? and d.area < ?", area.code(), area.end());
        }
        return query.list((row, n) -> row.getObject("day", LocalDate.class));
    }

    /** Of the codes of the places that are asked for. */
    private static int digits(Asked asked) {
        int grid = AreaLevel.GRID.digits();
        var area = asked.area();
        if (asked.by() != By.BELOW || area == null) {
            return grid;
        }
        return Arrays.stream(AreaLevel.values())
                .mapToInt(AreaLevel::digits)
                .filter(digits -> digits > area.code().length() && digits <= grid)
                .min()
                .orElse(grid);
    }

    public Detail detail(Caller caller, AreaCode area) {
        var at = clock.instant();
        var sums = lately(caller, at)
                .select("coalesce(sum(" + formula.points(at) + "), 0) as points, count(*) as incidents")
                .and("c.area >= ? and c.area < ?", area.code(), area.end())
                .first((row, n) -> new Day(LocalDate.EPOCH, row.getDouble("points"), row.getInt("incidents")))
                .orElseThrow(() -> RISK_PLACE_UNKNOWN.with(area));
        var contributions = contributions(caller, area, at, CONTRIBUTIONS);
        var history = scoped.from(caller, "analysis.risk_day d")
                .select("d.day, sum(d.points) as points, sum(d.incidents) as incidents")
                .and("d.area >= ? and d.area < ?", area.code(), area.end())
                .groupBy("d.day")
                .orderBy("d.day desc")
                .limit(HISTORY)
                .list((row, n) -> new Day(
                        row.getObject("day", LocalDate.class), row.getDouble("points"), row.getInt("incidents")));
        return new Detail(
                area,
                words.areaName(area),
                sums.points(),
                sums.incidents(),
                contributions,
                history.reversed(),
                factors(at));
    }

    /** What adds most to the index of an area, as of now. */
    List<Contribution> contributions(Caller caller, AreaCode area) {
        return contributions(caller, area, clock.instant(), MOST);
    }

    private List<Contribution> contributions(Caller caller, AreaCode area, Instant at, int most) {
        return lately(caller, at)
                .select("c.*, coalesce(w.weight, 1) as weight, " + formula.points(at) + " as points")
                .and("c.area >= ? and c.area < ?", area.code(), area.end())
                .orderBy("points desc, c.incident")
                .limit(most)
                .list((row, n) -> contribution(row));
    }

    private ScopedQuery.Query lately(Caller caller, Instant at) {
        return scoped.from(caller, "analysis.contribution c")
                .join(RiskFormula.WEIGHT)
                .and(
                        "c.at > ? and c.at <= ?",
                        at.minus(Duration.ofDays(formula.days())).atOffset(ZoneOffset.UTC),
                        at.atOffset(ZoneOffset.UTC));
    }

    private Factors factors(Instant at) {
        var now = formula.factors();
        var weights = new TreeMap<String, Double>();
        database.sql("select category, weight from analysis.risk_weight").query(row -> {
            weights.put(row.getString(1), row.getDouble(2));
        });
        return new Factors(now.urgent(), now.open(), now.again(), now.halfLifeDays(), now.days(), weights, at);
    }

    /** Says how much a kind of matter weighs; null lets it weigh what the kind around it does. */
    @Transactional
    public Factors weigh(String category, @Nullable Double weight, String reason) {
        if (weight == null) {
            database.sql("delete from analysis.risk_weight where category = ?")
                    .param(category)
                    .update();
        } else {
            database.sql("""
                            insert into analysis.risk_weight (category, weight) values (?, ?)
                            on conflict (category) do update set weight = excluded.weight""").params(category, weight).update();
        }
        acts.did(Act.of("risk.weigh")
                .on("category", category, weight == null ? "" : weight)
                .because(reason));
        return factors(clock.instant());
    }

    private Spot spot(ResultSet row) throws SQLException {
        var area = new AreaCode(row.getString("place"));
        var hash = row.getString("spot");
        var cell = hash == null ? null : Cell.of(hash).orElse(null);
        return new Spot(
                area,
                words.areaName(area),
                hash,
                cell == null ? null : cell.longitude(),
                cell == null ? null : cell.latitude(),
                row.getDouble("points"),
                row.getInt("incidents"),
                row.getObject("open") == null ? null : row.getInt("open"));
    }

    private Contribution contribution(ResultSet row) throws SQLException {
        var category = row.getString("category");
        return new Contribution(
                row.getObject("incident", UUID.class),
                category,
                words.categoryName(category),
                row.getString("cell"),
                WarningRows.at(row, "at"),
                row.getBoolean("urgent"),
                row.getBoolean("open"),
                row.getInt("again"),
                row.getDouble("weight"),
                row.getDouble("points"));
    }
}
