package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.GROUND_POINT_ELSEWHERE;
import static java.util.Objects.requireNonNull;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acting;
import io.linli.settings.Acts;
import io.linli.spreadsheet.Column;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ImportContext;
import io.linli.spreadsheet.ImportList;
import io.linli.spreadsheet.SheetRow;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Points of the ground that somebody measured, wherever they lie on one's own ground: in CGCS2000 degrees and metres above
 * the sea, with whose word it is and of which day. The same point again has what was brought last.
 */
@Component
class TerrainPoints implements ImportList {

    private final JdbcClient database;
    private final Heights heights;
    private final Territory territory;
    private final EvacuationGround reach;
    private final Acting acting;
    private final Acts acts;
    private final Clock clock;

    TerrainPoints(
            JdbcClient database,
            Heights heights,
            Territory territory,
            EvacuationGround reach,
            Acting acting,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.heights = heights;
        this.territory = territory;
        this.reach = reach;
        this.acting = acting;
        this.acts = acts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "terrain-points";
    }

    @Override
    public String permission() {
        return GroundList.IMPORT;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.of("longitude", ColumnType.DECIMAL).required(),
                Column.of("latitude", ColumnType.DECIMAL).required(),
                Column.of("height", ColumnType.DECIMAL).required().checked(Heights::check),
                Column.text("source", Heights.LONGEST_SOURCE).required().checked(Heights::checkSource),
                Column.of("surveyedOn", ColumnType.DATE).required().checked(heights::checkDay));
    }

    @Override
    public String mandate(Authentication caller) {
        return caller.getPrincipal() instanceof Caller who
                ? reach.areas(who).stream().map(AreaCode::code).collect(Collectors.joining(" "))
                : "";
    }

    @Override
    public RowKey key(SheetRow row) {
        return new RowKey("longitude", place(row));
    }

    private static String place(SheetRow row) {
        return text(row, "longitude") + " " + text(row, "latitude");
    }

    private static String text(SheetRow row, String column) {
        return requireNonNull(row.decimal(column)).stripTrailingZeros().toPlainString();
    }

    @Override
    public void check(SheetRow row, ImportContext context) {
        var there = territory.place(heights.point(row), null).area();
        if (Arrays.stream(context.mandate().split(" ", -1))
                .filter(AreaCode::isValid)
                .map(AreaCode::new)
                .noneMatch(own -> own.contains(there))) {
            throw GROUND_POINT_ELSEWHERE.with().at("longitude");
        }
    }

    @Override
    public Changes preview(List<SheetRow> rows, ImportContext context) {
        return changes(rows);
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        var changes = changes(rows);
        database.sql("""
                        insert into evacuation.terrain_point (longitude, latitude, height, source, surveyed_on, changed_at)
                        select x, y, height, source, surveyed_on, ?
                        from unnest(?::float8[], ?::float8[], ?::float8[], ?::text[], ?::date[])
                            new (x, y, height, source, surveyed_on)
                        on conflict (longitude, latitude) do update set height = excluded.height,
                            source = excluded.source, surveyed_on = excluded.surveyed_on, changed_at = excluded.changed_at""")
                .params(
                        Rows.at(clock.instant()),
                        numbers(rows, "longitude"),
                        numbers(rows, "latitude"),
                        numbers(rows, "height"),
                        rows.stream().map(row -> row.requiredText("source")).toArray(String[]::new),
                        rows.stream()
                                .map(row -> String.valueOf(row.date("surveyedOn")))
                                .toArray(String[]::new))
                .update();
        acts.did(Act.of("evacuation.import-terrain-points")
                .on("import", context.job())
                .by(acting.account(context.who()).orElse(null)));
        return changes;
    }

    private record Said(double height, String source, LocalDate on) {

        static Said of(SheetRow row) {
            return new Said(
                    Heights.number(row, "height"), row.requiredText("source"), requireNonNull(row.date("surveyedOn")));
        }
    }

    private Changes changes(List<SheetRow> rows) {
        var known = known(rows);
        int added = 0;
        int changed = 0;
        for (var row : rows) {
            var before = known.get(place(row));
            added += before == null ? 1 : 0;
            changed += before != null && !before.equals(Said.of(row)) ? 1 : 0;
        }
        return new Changes(added, changed, rows.size() - added - changed);
    }

    private Map<String, Said> known(List<SheetRow> rows) {
        var places = new HashMap<Integer, String>();
        for (int i = 0; i < rows.size(); i++) {
            places.put(i + 1, place(rows.get(i)));
        }
        var known = new HashMap<String, Said>();
        database.sql("""
                        select w.n, p.height, p.source, p.surveyed_on
                        from unnest(?::float8[], ?::float8[]) with ordinality w (x, y, n)
                        join evacuation.terrain_point p on p.longitude = w.x and p.latitude = w.y""")
                .params(numbers(rows, "longitude"), numbers(rows, "latitude"))
                .query(row -> {
                    known.put(
                            requireNonNull(places.get(row.getInt("n"))),
                            new Said(
                                    row.getDouble("height"),
                                    row.getString("source"),
                                    row.getObject("surveyed_on", LocalDate.class)));
                });
        return known;
    }

    private static Double[] numbers(List<SheetRow> rows, String column) {
        return rows.stream()
                .map(row -> requireNonNull(row.decimal(column)))
                .map(BigDecimal::doubleValue)
                .toArray(Double[]::new);
    }
}
