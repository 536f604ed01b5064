package io.linli.territory;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.CoverageUnion;

class DemoCountyTests {

    private static final List<AreaCode> COMMUNITIES = SomeCounty.communities();
    private static final DemoCounty COUNTY = new DemoCounty(COMMUNITIES, 1_500);
    private static final Map<AreaCode, Geometry> CELLS = COUNTY.cells();

    @Test
    void hasAboutFifteenHundredGridsForTheCommunitiesOfLiuyang() {
        assertThat(COMMUNITIES).hasSize(326);
        assertThat(COUNTY.grids()).hasSizeBetween(1_450, 1_550);
        assertThat(CELLS.keySet().stream().filter(code -> code.level() == AreaLevel.STREET))
                .hasSize(32);
        assertThat(CELLS.keySet()).containsAll(COMMUNITIES);
    }

    @Test
    void isOneValidPieceWithoutHolesOnEachLevel() {
        assertThat(CELLS.values()).allSatisfy(cell -> {
            assertThat(cell.isValid()).isTrue();
            assertThat(((Polygon) cell).getNumInteriorRing()).isZero();
        });
    }

    @Test
    void coversEachAreaByThePartsWithTheSameEdgesAndWithoutOverlap() {
        var parts = CELLS.keySet().stream()
                .filter(code -> code.level() != AreaLevel.COUNTY)
                .collect(groupingBy(
                        code -> code.parent().orElseThrow(), TreeMap::new, java.util.stream.Collectors.toList()));
        assertThat(parts).hasSize(1 + 32 + 326);
        parts.forEach((parent, children) -> {
            var shapes = children.stream().map(CELLS::get).toArray(Geometry[]::new);
            // a coverage union only drops edges that two parts share exactly
            var union = CoverageUnion.union(
                    requireNonNull(CELLS.get(parent)).getFactory().createGeometryCollection(shapes));
            assertThat(union.equalsTopo(requireNonNull(CELLS.get(parent))))
                    .as(parent.code())
                    .isTrue();
            assertThat(corners(union)).isEqualTo(corners(requireNonNull(CELLS.get(parent))));
            assertThat(IntStream.range(0, shapes.length)
                            .mapToDouble(i -> shapes[i].getArea())
                            .sum())
                    .isCloseTo(union.getArea(), org.assertj.core.data.Offset.offset(1e-12));
        });
    }

    @Test
    void liesAroundLiuyang() {
        var county = requireNonNull(CELLS.get(new AreaCode("430181"))).getEnvelopeInternal();
        assertThat(county.centre().distance(new Coordinate(113.64, 28.16))).isLessThan(0.01);
        assertThat(county.getWidth()).isBetween(0.3, 0.8);
    }

    @Test
    void isTheSameEachTime() {
        assertThat(new DemoCounty(COMMUNITIES, 1_500).cells()).isEqualTo(CELLS);
    }

    @Test
    void dividesAGridIntoMicroGridsExactly() {
        var grid = COUNTY.grids().getFirst();
        var micro = COUNTY.microGrids(grid).values();
        assertThat(micro).hasSize(3);
        var union = CoverageUnion.union(
                requireNonNull(CELLS.get(grid)).getFactory().createGeometryCollection(micro.toArray(Geometry[]::new)));
        assertThat(union.equalsTopo(requireNonNull(CELLS.get(grid)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1,2", "1,9", "7,40", "40,100", "90,100", "326,326", "300,3000"})
    void worksForOtherNumbersToo(int communities, int about) {
        var codes = IntStream.range(0, communities)
                .mapToObj(i -> new AreaCode("430181%03d%03d".formatted(1 + i / 10, 1 + i % 10)))
                .toList();
        var county = new DemoCounty(codes, about);
        var whole = requireNonNull(county.cells().get(new AreaCode("430181")));
        assertThat(whole.isValid()).isTrue();
        assertThat(county.cells().keySet()).containsAll(codes);
    }

    private static List<Coordinate> corners(Geometry shape) {
        return java.util.Arrays.stream(shape.getCoordinates())
                .distinct()
                .sorted()
                .toList();
    }
}
