package io.linli.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatrixTests {

    private static final AreaCode COUNTY = new AreaCode("430181");
    private static final AreaCode STREET = new AreaCode("430181002");
    private static final AreaCode OTHER = new AreaCode("430181003");
    private static final List<KindsOfMatter.Kind> KINDS = List.of(
            new KindsOfMatter.Kind("01", "城乡建设", null),
            new KindsOfMatter.Kind("0101", "安全生产", "01"),
            new KindsOfMatter.Kind("02", "市容", null));

    @Test
    void followsTheLineForTheSmallerAreaAndTheNarrowerKind() {
        var all = line(COUNTY, null);
        var ofStreet = line(STREET, null);
        var ofKind = line(STREET, "0101");
        var matrix = matrix(all, ofStreet, ofKind);

        assertThat(matrix.accountable(AreaLevel.STREET, OTHER, "0101")).containsExactly(all);
        assertThat(matrix.accountable(AreaLevel.STREET, STREET, "01")).containsExactly(ofStreet);
        assertThat(matrix.accountable(AreaLevel.STREET, STREET, "0101")).containsExactly(ofKind);
        assertThat(matrix.accountable(AreaLevel.GRID, new AreaCode("430181002001001"), "0101"))
                .as("of another level")
                .isEmpty();
        assertThat(matrix.doubles()).isEmpty();
    }

    @Test
    void findsTwoNodesForOnePlaceAndKind() {
        var one = line(COUNTY, "01");
        var other = line(COUNTY, "01");

        assertThat(matrix(one, other).doubles()).singleElement().satisfies(twice -> {
            assertThat(twice.area()).isEqualTo(COUNTY);
            assertThat(twice.lines()).containsExactly(one, other);
        });
    }

    @Test
    void takesANarrowerAreaAndANarrowerKindForTwoUntilAThirdLineDecides() {
        var narrowKind = line(COUNTY, "0101");
        var narrowArea = line(STREET, "01");
        assertThat(matrix(narrowKind, narrowArea).doubles()).singleElement().satisfies(twice -> {
            assertThat(twice.area()).isEqualTo(STREET);
            assertThat(twice.matter()).isEqualTo("0101");
        });

        assertThat(matrix(narrowKind, narrowArea, line(STREET, "0101")).doubles())
                .isEmpty();
        assertThat(matrix(line(STREET, "01"), line(OTHER, "01")).doubles()).isEmpty();
        assertThat(matrix(line(COUNTY, "01"), line(STREET, "02")).doubles()).isEmpty();
    }

    @Test
    void listsWhereNobodyIsAccountable() {
        var streets = List.of(STREET, OTHER);
        assertThat(matrix().gaps(AreaLevel.STREET, "01", streets)).containsExactly(STREET, OTHER);
        assertThat(matrix(line(STREET, "01")).gaps(AreaLevel.STREET, "0101", streets))
                .containsExactly(OTHER);
        assertThat(matrix(line(STREET, "0101")).gaps(AreaLevel.STREET, "01", streets))
                .as("a part of the kind is not the kind")
                .containsExactly(STREET, OTHER);
        assertThat(matrix(line(COUNTY, null)).gaps(AreaLevel.STREET, "0101", streets))
                .isEmpty();
    }

    private static Matrix matrix(Responsibility... lines) {
        return new Matrix(List.of(lines), KINDS);
    }

    private static Responsibility line(AreaCode area, @Nullable String matter) {
        return new Responsibility(UUID.randomUUID(), area, matter, AreaLevel.STREET, Role.STREET_STAFF, null);
    }
}
