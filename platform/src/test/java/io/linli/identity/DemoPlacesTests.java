package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.territory.AreaCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoPlacesTests {

    private static final List<AreaCode> WRITTEN =
            codes("430181", "430181002", "430181002001", "430181002006", "430181002001001", "430181002006001");

    @Test
    void areAsWrittenWhereThatPlaceIsLookedAfter() {
        var places = new DemoPlaces(new AreaCode("430181"), WRITTEN, codes("430181002001", "430181002001001"));

        assertThat(WRITTEN).allSatisfy(area -> assertThat(places.of(area)).isEqualTo(area));
    }

    @Test
    void areOfTheSameLevelInAnotherPlaceAndStayDifferent() {
        var places = new DemoPlaces(
                new AreaCode("411372"),
                WRITTEN,
                codes(
                        "411372001", // a street without grids
                        "411372001001",
                        "411372005",
                        "411372005002",
                        "411372005002001",
                        "411372005002002",
                        "411372005004",
                        "411372005004001"));

        assertThat(WRITTEN.stream().map(places::of))
                .containsExactlyElementsOf(codes(
                        "411372", "411372005", "411372005002", "411372005004", "411372005002001", "411372005004001"));
    }

    @Test
    void areTheRootWhereThereIsNothingSmaller() {
        var places = new DemoPlaces(new AreaCode("411372"), WRITTEN, List.of());

        assertThat(WRITTEN).allSatisfy(area -> assertThat(places.of(area)).isEqualTo(new AreaCode("411372")));
    }

    @Test
    void haveOneCommunityTogetherWhereThereIsOnlyOne() {
        var places = new DemoPlaces(new AreaCode("411372005"), WRITTEN, codes("411372005002"));

        assertThat(places.of(new AreaCode("430181002006"))).isEqualTo(new AreaCode("411372005002"));
        assertThat(places.of(new AreaCode("430181002006001"))).isEqualTo(new AreaCode("411372005002"));
        assertThat(places.of(new AreaCode("430181002"))).isEqualTo(new AreaCode("411372005"));
    }

    private static List<AreaCode> codes(String... codes) {
        return Stream.of(codes).map(AreaCode::new).toList();
    }
}
