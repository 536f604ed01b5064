package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.problem.ProblemException;
import io.linli.territory.Placement.How;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class TerritoryTests {

    private static final AreaCode LIUYANG = new AreaCode("430181");

    @Autowired
    Territory territory;

    @Test
    void knowsTheDivisionsOfBothPlacesThatShip() {
        assertThat(territory.root()).isEqualTo(LIUYANG);
        assertThat(territory.find(LIUYANG)).map(Area::name).contains("浏阳市");
        assertThat(territory.children(LIUYANG)).hasSize(32);
        assertThat(territory.children(new AreaCode("411372"))).hasSize(4);
        assertThat(territory.children(new AreaCode("411372")).stream()
                        .flatMap(street -> territory.children(street.code()).stream()))
                .hasSize(69);
        assertThat(territory.find(new AreaCode("430000"))).isEmpty();
    }

    @Test
    void tellsFullNamesFromTheStreetDown() {
        assertThat(territory.fullName(new AreaCode("430181001001001"))).isEqualTo("淮川街道 · 城西社区 · 第一网格");
        assertThat(territory.fullName(new AreaCode("430181001"))).isEqualTo("淮川街道");
        assertThat(territory.fullName(LIUYANG)).isEqualTo("浏阳市");
        assertThat(territory.fullName(new AreaCode("63"))).isEqualTo("63");
    }

    @Test
    void putsAPointIntoItsGrid() {
        var placed = territory.place(new GeoPoint(113.64, 28.16), "桥头");

        assertThat(placed.how()).isEqualTo(How.POINT);
        assertThat(placed.grid()).isEqualTo(placed.area());
        assertThat(LIUYANG.contains(placed.area())).isTrue();
        assertThat(placed.address()).isEqualTo("桥头");
    }

    @Test
    void putsAPointJustOutsideIntoTheNearestGrid() {
        var inside = 113.64;
        while (territory.place(new GeoPoint(inside, 28.16), null).how() == How.POINT) {
            inside += 0.001;
        }
        assertThat(territory.place(new GeoPoint(inside, 28.16), null))
                .satisfies(placed -> assertThat(placed.how()).isEqualTo(How.NEAREST))
                .satisfies(placed -> assertThat(placed.grid()).isNotNull());
    }

    @Test
    void leavesAPointFurtherOutToThoseAtTheRoot() {
        var point = territory.read(114.2, 28.16, Crs.WGS84);
        assertThat(territory.place(point, null)).isEqualTo(new Placement(LIUYANG, null, point, null, How.UNPLACED));
    }

    @ParameterizedTest
    @CsvSource({
        "2.35, 48.85, OUTSIDE_TERRITORY",
        "28.16, 113.64, COORDINATES_INVALID",
        "NaN, 28, COORDINATES_INVALID",
        "113, Infinity, COORDINATES_INVALID",
        "181, 28, COORDINATES_INVALID"
    })
    void refusesWhatIsNotHere(double longitude, double latitude, TerritoryProblem problem) {
        refused(() -> territory.read(longitude, latitude, Crs.WGS84), problem);
    }

    @Test
    void readsTheSystemThatThePlaceCameIn() {
        var read = territory.read(113.64, 28.16, Crs.GCJ02);
        assertThat(Metres.around(read).to(new GeoPoint(113.64, 28.16))).isBetween(300.0, 900.0);
    }

    @Test
    void placesByCode() {
        assertThat(territory.place(new AreaCode("430181001001001")).grid()).isEqualTo(new AreaCode("430181001001001"));
        assertThat(territory.place(new AreaCode("43018100100100101")).grid())
                .isEqualTo(new AreaCode("430181001001001"));
        assertThat(territory.place(new AreaCode("430181001001")))
                .isEqualTo(new Placement(new AreaCode("430181001001"), null, null, null, How.CODE));
        refused(() -> territory.place(new AreaCode("430181999")), TerritoryProblem.LOCATION_UNKNOWN);
        // known, but looked after elsewhere
        refused(() -> territory.place(new AreaCode("411372005")), TerritoryProblem.LOCATION_UNKNOWN);
    }

    @Test
    void placesATextByWhatItNames() {
        assertThat(territory.place("百宜社区的路灯坏了"))
                .isEqualTo(new Placement(new AreaCode("430181002006"), null, null, "百宜社区的路灯坏了", How.TEXT));
        assertThat(territory.place("示例花园1栋").grid()).isNotNull();
        assertThat(territory.place("集里街道百宜社区第二网格").grid()).isEqualTo(new AreaCode("430181002006002"));
        assertThat(territory.place("路灯坏了")).isEqualTo(new Placement(LIUYANG, null, null, "路灯坏了", How.UNPLACED));
        assertThat(territory.place("").how()).isEqualTo(How.UNPLACED);
    }

    @Test
    void believesThePointBeforeTheTextUnlessItLiesNowhere() {
        var inside = new GeoPoint(113.64, 28.16);
        assertThat(territory.place(inside, "百宜社区").how()).isEqualTo(How.POINT);

        var outside = new GeoPoint(114.2, 28.16);
        assertThat(territory.place(outside, "百宜社区"))
                .isEqualTo(new Placement(new AreaCode("430181002006"), null, outside, "百宜社区", How.TEXT));
    }

    @Test
    void findsEveryCommunityOfTheCountyByItsStreetAndName() {
        for (var street : territory.children(LIUYANG)) {
            for (var community : territory.children(street.code())) {
                var text = "浏阳市" + street.name() + community.name() + "的路坏了";
                assertThat(territory.place(text).area()).as(text).isEqualTo(community.code());
            }
        }
    }

    @Test
    void hasGridsOnFourLevelsWithMicroGridsAndDedicatedOnes() {
        var communities = territory.children(LIUYANG).stream()
                .flatMap(street -> territory.children(street.code()).stream())
                .toList();
        assertThat(communities).hasSize(326);
        var grids = communities.stream()
                .flatMap(community -> territory.children(community.code()).stream())
                .toList();
        assertThat(grids).hasSizeBetween(1_450, 1_550);
        assertThat(grids.stream().filter(grid -> grid.kind() == GridKind.DEDICATED))
                .hasSize(2);
        assertThat(territory.children(new AreaCode("430181001001001")))
                .hasSize(3)
                .allSatisfy(micro -> assertThat(micro.kind()).isEqualTo(GridKind.MICRO));
    }

    private static void refused(ThrowingCallable call, TerritoryProblem problem) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }
}
