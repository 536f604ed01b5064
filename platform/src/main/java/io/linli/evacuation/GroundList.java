package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.EVACUATION_OTHER_GROUND;
import static io.linli.evacuation.EvacuationProblem.GROUND_BUILDING_UNKNOWN;
import static io.linli.evacuation.EvacuationProblem.GROUND_DOOR_UNKNOWN;
import static io.linli.evacuation.EvacuationProblem.GROUND_SOURCE_ALONE;

import io.linli.identity.Caller;
import io.linli.residents.BuildingId;
import io.linli.residents.GroundRecords;
import io.linli.settings.Act;
import io.linli.settings.Acting;
import io.linli.settings.Acts;
import io.linli.spreadsheet.Column;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ImportContext;
import io.linli.spreadsheet.ImportList;
import io.linli.spreadsheet.SheetRow;
import io.linli.territory.AreaCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Points of the ground, one for each building: where it stands, how high where that is known, and which of its doors lie
 * below the ground. In CGCS2000 degrees and metres above the sea; brought again, a building has what was brought last.
 */
@Component
class GroundList implements ImportList {

    static final String IMPORT = "evacuation:ground";

    private final GroundBook ground;
    private final GroundRecords records;
    private final Heights heights;
    private final EvacuationGround reach;
    private final Acting acting;
    private final Acts acts;

    GroundList(
            GroundBook ground,
            GroundRecords records,
            Heights heights,
            EvacuationGround reach,
            Acting acting,
            Acts acts) {
        this.ground = ground;
        this.records = records;
        this.heights = heights;
        this.reach = reach;
        this.acting = acting;
        this.acts = acts;
    }

    @Override
    public String name() {
        return "building-ground";
    }

    @Override
    public String permission() {
        return IMPORT;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("area", 17).required().checked(GroundList::area),
                Column.text("building", 100).required(),
                Column.of("longitude", ColumnType.DECIMAL).required(),
                Column.of("latitude", ColumnType.DECIMAL).required(),
                Column.of("height", ColumnType.DECIMAL).checked(Heights::check),
                Column.text("basements", 500),
                Column.text("source", Heights.LONGEST_SOURCE).checked(Heights::checkSource),
                Column.of("surveyedOn", ColumnType.DATE).checked(heights::checkDay));
    }

    private static void area(Object code) {
        if (!AreaCode.isValid((String) code)) {
            throw EVACUATION_OTHER_GROUND.with(code);
        }
    }

    @Override
    public String mandate(Authentication caller) {
        return caller.getPrincipal() instanceof Caller who
                ? reach.areas(who).stream().map(AreaCode::code).collect(Collectors.joining(" "))
                : "";
    }

    @Override
    public RowKey key(SheetRow row) {
        return new RowKey("building", row.requiredText("area") + " " + row.requiredText("building"));
    }

    @Override
    public void check(SheetRow row, ImportContext context) {
        var area = new AreaCode(row.requiredText("area"));
        if (Arrays.stream(context.mandate().split(" ", -1))
                .filter(AreaCode::isValid)
                .map(AreaCode::new)
                .noneMatch(own -> own.contains(area))) {
            throw EVACUATION_OTHER_GROUND.with(area.code()).at("area");
        }
        heights.point(row);
        boolean sourced = row.has("source");
        if ((sourced && !row.has("height")) || (row.has("surveyedOn") && !sourced)) {
            throw GROUND_SOURCE_ALONE.with().at(sourced ? "height" : "source");
        }
        var doors = basements(row);
        var building = building(row);
        if (!doors.isEmpty()) {
            var known = records.doors(building);
            doors.stream().filter(door -> !known.contains(door)).findFirst().ifPresent(door -> {
                throw GROUND_DOOR_UNKNOWN.with(door).at("basements");
            });
        }
    }

    @Override
    public Changes preview(List<SheetRow> rows, ImportContext context) {
        return changes(rows);
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        var changes = changes(rows);
        rows.forEach(row -> ground.put(standing(building(row), row)));
        acts.did(Act.of("evacuation.import-ground")
                .on("import", context.job())
                .by(acting.account(context.who()).orElse(null)));
        return changes;
    }

    private Changes changes(List<SheetRow> rows) {
        int added = 0;
        int changed = 0;
        for (var row : rows) {
            var before = ground.of(building(row).id());
            added += before.isEmpty() ? 1 : 0;
            changed += before.filter(standing -> !isSame(standing, row)).isPresent() ? 1 : 0;
        }
        return new Changes(added, changed, rows.size() - added - changed);
    }

    private boolean isSame(LowRule.Standing standing, SheetRow row) {
        return standing.equals(standing(new BuildingId(standing.building()), row));
    }

    private LowRule.Standing standing(BuildingId building, SheetRow row) {
        var metres = row.decimal("height");
        var source = row.text("source");
        return new LowRule.Standing(
                building.id(),
                heights.point(row),
                metres == null ? null : metres.doubleValue(),
                basements(row),
                source == null ? null : new HeightOrigin(source, row.date("surveyedOn")));
    }

    private BuildingId building(SheetRow row) {
        Optional<BuildingId> found =
                records.building(new AreaCode(row.requiredText("area")), row.requiredText("building"));
        return found.orElseThrow(
                () -> GROUND_BUILDING_UNKNOWN.with(row.requiredText("building")).at("building"));
    }

    private static Set<String> basements(SheetRow row) {
        var text = row.text("basements");
        return text == null
                ? Set.of()
                : Arrays.stream(text.split("[、,，;；\\s]+", -1))
                        .filter(door -> !door.isBlank())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
