package io.linli.tasking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WithheldTests {

    @Test
    void tellsNoGroupOfFewerThanFive() {
        assertThat(Withheld.of(Map.of("a", 4L, "b", 3L, "c", 5L, "d", 0L)))
                .as("16 in all; 12 − 5 = 7 of two groups")
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void withholdsTheSmallestOtherWhereOneAloneCouldBeFoundBySubtracting() {
        // 20 − 9 − 6 − 5 = 0 tells nothing; 22 − 9 − 6 − 5 = 2 would be the two of b
        assertThat(Withheld.of(Map.of("a", 9L, "c", 6L, "d", 5L))).isEmpty();
        assertThat(Withheld.of(Map.of("a", 9L, "b", 2L, "c", 6L, "d", 5L)))
                .as("22 − 9 − 6 = 7 of b and d")
                .containsExactlyInAnyOrder("b", "d");
    }

    @Test
    void withholdsMoreForAsLongAsWhatIsLeftIsFew() {
        assertThat(Withheld.of(Map.of("a", 9L, "b", 2L, "c", 1L, "d", 7L)))
                .as("b and c are three between them")
                .containsExactlyInAnyOrder("b", "c", "d");
        assertThat(Withheld.of(Map.of("a", 3L))).containsExactly("a");
        assertThat(Withheld.of(Map.of("a", 3L, "z", 0L)))
                .as("what is empty hides nobody")
                .containsExactly("a");
    }

    @Test
    void takesOfEquallySmallOnesAlwaysTheSame() {
        assertThat(Withheld.of(Map.of("x", 8L, "y", 8L, "few", 1L))).containsExactlyInAnyOrder("few", "x");
    }

    @Test
    void countsWhatIsShownToNobodyAsLeftOver() {
        assertThat(Withheld.of(Map.of("a", 9L, "b", 2L, "own", 6L), Set.of("own")))
                .as("17 − 9 = 8 of b and what belongs to no part")
                .containsExactly("b");
        assertThat(Withheld.of(Map.of("a", 9L, "b", 6L, "own", 1L), Set.of("own")))
                .as("16 − 9 − 6 would be the one that belongs to no part")
                .containsExactlyInAnyOrder("b", "own");
    }

    @Test
    void countsThoseOnceWhoStandInSeveralGroups() {
        assertThat(Withheld.of(Map.of("a", 9L, "b", 3L, "c", 3L), Set.of(), groups -> groups.contains("a") ? 9 : 3))
                .as("the same three people in b and c")
                .containsExactlyInAnyOrder("a", "b", "c");
    }
}
