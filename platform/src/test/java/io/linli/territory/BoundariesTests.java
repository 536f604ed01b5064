package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import io.linli.settings.Adjusting;
import io.linli.territory.AreaRegister.NewArea;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** On a county that exists in these tests only: the street 910101001 is a square of four communities. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class BoundariesTests {

    private static final String STREET = "910101001";
    private static final String OTHER_STREET = "910101002";
    private static final String NORTH_WEST = STREET + "001";
    private static final String NORTH_EAST = STREET + "002";
    private static final String SOUTH_WEST = STREET + "003";
    private static final String SOUTH_EAST = STREET + "004";

    @Autowired
    Boundaries boundaries;

    @Autowired
    MessageSource messages;

    @Autowired
    BoundaryRows rows;

    @Autowired
    JdbcClient database;

    @Autowired
    DivisionImport divisions;

    @BeforeEach
    void startWithoutBoundaries() {
        divisions.read(new ByteArrayInputStream("""
                        code,name
                        91,示例省
                        9101,示例市
                        910101,示例县
                        910101001,示例街道
                        910101002,示例镇
                        910101001001,西北社区
                        910101001002,东北社区
                        910101001003,西南社区
                        910101001004,东南社区
                        """.getBytes(StandardCharsets.UTF_8)), null, count -> {});
        database.sql("delete from territory.boundary where area >= '91' and area < '92'")
                .update();
    }

    @Test
    void takesInABoundaryAndItsPartsAndLocatesNothingTwice() {
        var report = read(all());

        assertThat(report.added()).isEqualTo(5);
        assertThat(report.missing()).isEmpty();
        assertThat(boundaries.below(new AreaCode(STREET)))
                .hasSize(4)
                .allSatisfy(outline -> assertThat(outline.schematic()).isFalse());
        assertThat(read(all()))
                .satisfies(again -> assertThat(again.added() + again.changed()).isZero())
                .satisfies(again -> assertThat(again.unchanged()).isEqualTo(5));
    }

    @Test
    void tellsWhatADryRunWouldDoAndDoesNotDoIt() {
        assertThat(boundaries.read(file(all()), Crs.CGCS2000, false, true).added())
                .isEqualTo(5);
        assertThat(boundaries.below(new AreaCode(STREET))).isEmpty();
    }

    @Test
    void keepsOldBoundariesAsHistory() {
        read(all());
        read(
                square(STREET, 113, 28, 0.2),
                square(NORTH_WEST, 113, 28.1, 0.1),
                square(NORTH_EAST, 113.1, 28.1, 0.1),
                square(SOUTH_WEST, 113, 28, 0.1),
                polygon(SOUTH_EAST, 113.1, 28, 113.2, 28, 113.2, 28.1, 113.15, 28.1, 113.1, 28.1));

        assertThat(rows.history(new AreaCode(SOUTH_EAST))).hasSize(2);
        assertThat(rows.history(new AreaCode(NORTH_WEST))).hasSize(1);
    }

    @Test
    void refusesPartsThatOverlapAndSaysWhere() {
        var refused = refused(
                square(STREET, 113, 28, 0.2),
                square(NORTH_WEST, 113, 28.1, 0.1),
                polygon(NORTH_EAST, 113.09, 28.1, 113.2, 28.1, 113.2, 28.2, 113.09, 28.2));

        assertThat(kinds(refused)).containsExactly(TerritoryProblem.BOUNDARY_OVERLAP);
        assertThat(details(refused)).contains(NORTH_WEST, NORTH_EAST, "113.095000, 28.150000");
        assertThat(refused.reasons().getFirst().field()).isEqualTo("features[1]");
    }

    @Test
    void letsADedicatedGridLieOverBasicOnesOnlyWherePlaceAllowsIt(
            @Autowired AreaRegister register, @Autowired Adjusting settings) {
        assertThatThrownBy(() -> register.create(dedicated(null), "示例员"))
                .extracting("problem")
                .as("a dedicated grid belongs to a community")
                .isEqualTo(TerritoryProblem.AREA_CODE_OR_PARENT);
        assertThatThrownBy(() -> register.create(dedicated(new AreaCode(STREET)), "示例员"))
                .extracting("problem")
                .isEqualTo(TerritoryProblem.AREA_CODE_OR_PARENT);
        var community = new AreaCode(NORTH_WEST);
        var basic = register.create(new NewArea(null, community, "第一网格", null, null, null), "示例员")
                .code()
                .code();
        var mall = register.create(dedicated(community), "示例员").code().code();
        var inForce = square(basic, 113, 28.1, 0.1);
        var over = square(mall, 113.04, 28.1, 0.05);

        var refused = refused(square(NORTH_WEST, 113, 28.1, 0.1), inForce, over);
        assertThat(kinds(refused)).containsExactly(TerritoryProblem.BOUNDARY_DEDICATED_OVERLAP);
        assertThat(details(refused)).contains(mall, basic, "113.065000, 28.125000");

        var who = UUID.randomUUID();
        settings.change(DedicatedGrids.OVERLAP, 1L, who, "商圈横跨两个网格");
        try {
            assertThat(read(square(NORTH_WEST, 113, 28.1, 0.1), inForce, over).added())
                    .isEqualTo(3);
            var second = register.create(dedicated(community), "示例员").code().code();
            assertThat(kinds(refused(square(second, 113.06, 28.1, 0.03))))
                    .as("two dedicated grids")
                    .containsExactly(TerritoryProblem.BOUNDARY_OVERLAP);
        } finally {
            settings.change(DedicatedGrids.OVERLAP, null, who, "测试结束");
        }
    }

    private static NewArea dedicated(@Nullable AreaCode parent) {
        return new NewArea(null, parent, "示例商场专属网格", GridKind.DEDICATED, "商场", null);
    }

    @Test
    void tellsHowMuchOfACommunityItsGridsCoverAndNamesTheGaps(
            @Autowired AreaRegister register, @Autowired GridCoverage coverage) {
        var community = new AreaCode(SOUTH_EAST);
        var grids = Stream.of("第一网格", "第二网格")
                .map(name -> register.create(new NewArea(null, community, name, null, null, null), "示例员")
                        .code()
                        .code())
                .toList();
        var street = new AreaCode(STREET);
        assertThat(coverage.report(street).items())
                .filteredOn(one -> one.code().equals(community))
                .singleElement()
                .satisfies(one -> assertThat(one.covered()).as("no boundary").isNull());

        read(
                square(SOUTH_EAST, 113.1, 28, 0.1),
                polygon(grids.get(0), 113.1, 28, 113.15, 28, 113.15, 28.1, 113.1, 28.1));
        var half = coverage.report(community);
        assertThat(half.communities()).isEqualTo(1);
        assertThat(half.whole()).isZero();
        var open = half.items().getFirst();
        assertThat(open.covered()).isEqualTo(50);
        assertThat(open.undrawn()).containsExactly("第二网格");
        var gap = open.gaps().getFirst();
        assertThat(gap.nearestName()).isEqualTo("第一网格");
        assertThat(gap.at().longitude()).isBetween(113.15, 113.2);
        // half of 0.1 degrees square at 28 north: 9.8 by 11.1 kilometres
        assertThat(gap.squareMetres()).isBetween(54_000_000L, 55_000_000L);

        read(polygon(grids.get(1), 113.15, 28, 113.2, 28, 113.2, 28.1, 113.15, 28.1));
        assertThat(coverage.report(community))
                .satisfies(all -> assertThat(all.whole()).isEqualTo(1))
                .satisfies(all -> assertThat(all.items()).isEmpty());
        database.sql(
                        "update territory.boundary set shape = (select shape from territory.boundary where area = ? and valid_to is null) where area = ?")
                .params(grids.get(0), grids.get(1))
                .update();
        var twice = coverage.report(community).items().getFirst();
        assertThat(twice.overlaps())
                .as("brought in by another way than an import, which refuses it")
                .singleElement()
                .satisfies(over ->
                        assertThat(List.of(over.gridName(), over.otherName())).containsExactly("第一网格", "第二网格"));
        assertThat(twice.covered()).isEqualTo(50);
    }

    @Test
    void refusesGapsOnceEveryPartHasABoundary() {
        var refused = refused(
                square(STREET, 113, 28, 0.2),
                square(NORTH_WEST, 113, 28.1, 0.1),
                square(NORTH_EAST, 113.1, 28.1, 0.1),
                square(SOUTH_WEST, 113, 28, 0.1),
                polygon(SOUTH_EAST, 113.12, 28, 113.2, 28, 113.2, 28.1, 113.12, 28.1));

        assertThat(kinds(refused)).containsExactly(TerritoryProblem.BOUNDARY_GAP);
        assertThat(details(refused)).contains(STREET, "113.110000, 28.050000");
    }

    @Test
    void doesNotLookForGapsWhilePartsAreMissing() {
        var report = read(square(STREET, 113, 28, 0.2), square(NORTH_WEST, 113, 28.1, 0.1));

        assertThat(report.missing())
                .containsExactly(new AreaCode(NORTH_EAST), new AreaCode(SOUTH_WEST), new AreaCode(SOUTH_EAST));
    }

    @Test
    void takesWhatIsNarrowerThanAMetreForThePen() {
        read(
                square(STREET, 113, 28, 0.2),
                polygon(NORTH_WEST, 113, 28.1, 113.100004, 28.1, 113.1, 28.2, 113, 28.2),
                square(NORTH_EAST, 113.1, 28.1, 0.1),
                square(SOUTH_WEST, 113, 28, 0.1),
                polygon(SOUTH_EAST, 113.100004, 28, 113.2, 28, 113.2, 28.1, 113.1, 28.1));
    }

    @Test
    void refusesABoundaryThatCrossesItself() {
        var refused = refused(polygon(NORTH_WEST, 113, 28, 113.1, 28.1, 113.1, 28, 113, 28.1));

        assertThat(kinds(refused)).containsExactly(TerritoryProblem.BOUNDARY_SELF_INTERSECTION);
        assertThat(details(refused)).contains("113.050000, 28.050000");
    }

    @Test
    void refusesAPartThatLiesInAnotherAreaThanItsCodeSays() {
        var refused = refused(
                square(STREET, 113, 28, 0.2),
                square(OTHER_STREET, 113.2, 28, 0.2),
                square(NORTH_WEST, 113.25, 28.05, 0.1));

        assertThat(kinds(refused)).containsExactly(TerritoryProblem.BOUNDARY_WRONG_PARENT);
        assertThat(details(refused)).contains(NORTH_WEST, OTHER_STREET);
    }

    @Test
    void refusesAPartThatSticksOut() {
        var refused = refused(
                square(STREET, 113, 28, 0.2),
                polygon(NORTH_WEST, 112.99, 28.1, 113.1, 28.1, 113.1, 28.2, 112.99, 28.2));

        assertThat(kinds(refused)).containsExactly(TerritoryProblem.BOUNDARY_OUTSIDE_PARENT);
        assertThat(details(refused)).contains(NORTH_WEST, STREET, "112.995000, 28.150000");
    }

    @Test
    void checksNewPartsAgainstTheBoundariesInForce() {
        read(all());

        assertThat(kinds(refused(polygon(NORTH_EAST, 113.09, 28.1, 113.2, 28.1, 113.2, 28.2, 113.09, 28.2))))
                .containsExactly(TerritoryProblem.BOUNDARY_OVERLAP);
        // a smaller street leaves its parts outside
        assertThat(kinds(refused(square(STREET, 113, 28, 0.15)))).contains(TerritoryProblem.BOUNDARY_OUTSIDE_PARENT);
    }

    @Test
    void refusesCodesThatAreMissingUnknownOrRepeated() {
        assertThat(kinds(refused(
                        square(NORTH_WEST, 113, 28.1, 0.1),
                        square(NORTH_WEST, 113, 28.1, 0.1),
                        square("910101001999", 113, 28, 0.1),
                        square("示例", 113, 28, 0.1),
                        square(NORTH_EAST, 113.1, 28.1, 0.1).replace("\"code\"", "\"id\""))))
                .containsExactly(
                        TerritoryProblem.BOUNDARY_CODE_REPEATED,
                        TerritoryProblem.BOUNDARY_CODE_UNKNOWN,
                        TerritoryProblem.BOUNDARY_CODE_UNKNOWN,
                        TerritoryProblem.BOUNDARY_CODE_MISSING);
    }

    @Test
    void refusesWhatIsNoPolygon() {
        var code = "\"properties\":{\"code\":\"" + NORTH_WEST + "\"}";
        for (var geometry : List.of(
                "null",
                "{\"type\":\"Point\",\"coordinates\":[113,28]}",
                "{\"type\":\"Polygon\"}",
                "{\"type\":\"Polygon\",\"coordinates\":[]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[113,28],[113.1,28],[113,28]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[113,28],[113.1,28],[113.1,28.1],[113,28.1]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[113,28],[\"a\",28],[113.1,28.1],[113,28]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[113,28],[113.1,28],[113.1,28.1],[113,28]]}",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[113]]}")) {
            assertThat(kinds(refused("{\"type\":\"Feature\"," + code + ",\"geometry\":" + geometry + "}")))
                    .as(geometry)
                    .containsExactly(TerritoryProblem.BOUNDARY_NOT_A_POLYGON);
        }
    }

    @Test
    void refusesCoordinatesThatAreNoDegreesInChina() {
        assertThat(kinds(refused(square(NORTH_WEST, 28, 113, 0.1))))
                .as("axes in the wrong order")
                .containsExactly(TerritoryProblem.BOUNDARY_COORDINATES_OUTSIDE);
        assertThat(kinds(refused(square(NORTH_WEST, 38_400_000, 3_120_000, 100))))
                .as("metres")
                .containsExactly(TerritoryProblem.BOUNDARY_COORDINATES_OUTSIDE);
    }

    @Test
    void refusesFilesThatAreNoGeoJson() {
        assertThatThrownBy(() -> boundaries.read(file("{\"type\":"), Crs.WGS84, false, false))
                .extracting("problem")
                .isEqualTo(TerritoryProblem.BOUNDARY_FILE_BROKEN);
        var bare = new ByteArrayInputStream("[1,2]".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> boundaries.read(bare, Crs.WGS84, false, false))
                .extracting("problem")
                .isEqualTo(TerritoryProblem.BOUNDARY_FILE_NOT_GEOJSON);
        var deep = new ByteArrayInputStream(("{\"features\":[" + "[".repeat(10_000)).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> boundaries.read(deep, Crs.WGS84, false, false))
                .extracting("problem")
                .isEqualTo(TerritoryProblem.BOUNDARY_FILE_BROKEN);
    }

    @Test
    void importsNothingWhenAnythingIsWrong() {
        refused(square(NORTH_WEST, 113, 28.1, 0.1), square("910101001999", 113, 28, 0.1));

        assertThat(boundaries.below(new AreaCode(STREET))).isEmpty();
    }

    @Test
    void convertsTheSystemThatTheFileIsIn() {
        boundaries.read(file(square(STREET, 113, 28, 0.2)), Crs.GCJ02, false, false);

        var corner = boundaries.below(new AreaCode("910101")).getFirst().shape().getCoordinate();
        var moved = Datum.GCJ02.toCgcs2000(new GeoPoint(113, 28));
        assertThat(corner.x).isEqualTo(moved.longitude());
        assertThat(corner.y).isEqualTo(moved.latitude());
    }

    @Test
    void putsSchematicCellsOutOfForceWithTheFirstRealBoundary() {
        boundaries.read(file(square(STREET, 100, 30, 0.2)), Crs.CGCS2000, true, false);
        boundaries.read(file(square(OTHER_STREET, 100.2, 30, 0.2)), Crs.CGCS2000, true, false);

        var report = read(square(STREET, 113, 28, 0.2));

        assertThat(report.ended()).isEqualTo(2);
        assertThat(boundaries.below(new AreaCode("910101")))
                .singleElement()
                .satisfies(outline -> assertThat(outline.schematic()).isFalse());
    }

    @Test
    void takesPartsInSeveralPiecesAndWithHoles() {
        var pieces = "{\"type\":\"Feature\",\"properties\":{\"code\":\"" + STREET
                + "\"},\"geometry\":{\"type\":\"MultiPolygon\","
                + "\"coordinates\":[[[[113,28],[113.2,28],[113.2,28.2],[113,28.2],[113,28]],"
                + "[[113.05,28.05],[113.05,28.1],[113.1,28.1],[113.1,28.05],[113.05,28.05]]],"
                + "[[[113.5,28,12.5],[113.6,28,12],[113.6,28.1,1],[113.5,28,12.5]]]]}}";
        assertThat(read(pieces).added()).isEqualTo(1);
    }

    private static String[] all() {
        return new String[] {
            square(STREET, 113, 28, 0.2),
            square(NORTH_WEST, 113, 28.1, 0.1),
            square(NORTH_EAST, 113.1, 28.1, 0.1),
            square(SOUTH_WEST, 113, 28, 0.1),
            square(SOUTH_EAST, 113.1, 28, 0.1)
        };
    }

    private BoundaryReport read(String... features) {
        return boundaries.read(file(features), Crs.CGCS2000, false, false);
    }

    private ProblemException refused(String... features) {
        try {
            read(features);
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isEqualTo(TerritoryProblem.BOUNDARIES_INVALID);
            return refused;
        }
        throw new AssertionError("Not refused");
    }

    private static List<Problem> kinds(ProblemException refused) {
        return refused.reasons().stream().map(ProblemException::problem).toList();
    }

    private String details(ProblemException refused) {
        return refused.reasons().getFirst().told(messages, Locale.ENGLISH);
    }

    private static ByteArrayInputStream file(String... features) {
        return new ByteArrayInputStream(("{\"type\":\"FeatureCollection\",\"name\":{\"a\":[1]},\"features\":["
                        + String.join(",", features) + "]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    // the corners are sums of few digits, so that neighbours write the same number
    private static String square(String code, double west, double south, double side) {
        double east = Math.round((west + side) * 1e6) / 1e6;
        double north = Math.round((south + side) * 1e6) / 1e6;
        return polygon(code, west, south, east, south, east, north, west, north);
    }

    private static String polygon(String code, double... degrees) {
        var positions = new java.util.ArrayList<String>();
        for (int i = 0; i < degrees.length; i += 2) {
            positions.add("[" + degrees[i] + "," + degrees[i + 1] + "]");
        }
        positions.add(positions.getFirst());
        return "{\"type\":\"Feature\",\"properties\":{\"name\":\"示例\",\"code\":\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]}}"
                .formatted(code, positions.stream().collect(Collectors.joining(",")));
    }
}
