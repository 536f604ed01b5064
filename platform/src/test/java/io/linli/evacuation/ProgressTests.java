package io.linli.evacuation;

import static io.linli.evacuation.HouseholdStatus.ABSENT;
import static io.linli.evacuation.HouseholdStatus.CANCELLED;
import static io.linli.evacuation.HouseholdStatus.GIVEN;
import static io.linli.evacuation.HouseholdStatus.NOT_REACHED;
import static io.linli.evacuation.HouseholdStatus.PLANNED;
import static io.linli.evacuation.HouseholdStatus.REFUSED;
import static io.linli.evacuation.HouseholdStatus.SAFE;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.evacuation.Progress.Row;
import io.linli.residents.Occupants.Occupant;
import io.linli.residents.ResidentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is counted, who is helped first, and which way a household may go. */
class ProgressTests {

    private static final Instant NOON = Instant.parse("2026-07-01T04:00:00Z");

    @Test
    void tellsTheMiddleAndTheNinthOfTenFromTimesThatWereTaken() {
        var rows = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> new Row(SAFE, 2, 0, i == 1 ? 1 : null, NOON, NOON.plusSeconds(60L * i)))
                .toList();

        var progress = Progress.of(rows);

        assertThat(progress.minutes()).isEqualTo(new Progress.Minutes(10, 5.0, 9.0));
        assertThat(progress.safe()).as("as counted where they came").isEqualTo(19);
        assertThat(progress.differing()).isEqualTo(1);
        assertThat(Progress.of(List.of()).minutes()).isEqualTo(new Progress.Minutes(0, null, null));
    }

    @Test
    void leavesNobodyUncounted() {
        var progress = Progress.of(List.of(
                row(SAFE, NOON), row(REFUSED, NOON), row(ABSENT, NOON), row(NOT_REACHED, null), row(GIVEN, null)));

        assertThat(progress.ended()).isEqualTo(3);
        assertThat(progress.escalated()).isEqualTo(1);
        assertThat(progress.waiting()).isEqualTo(1);
    }

    @Test
    void goesTheseWaysAndNoOther() {
        assertThat(Map.of(
                        PLANNED, Set.of(GIVEN, CANCELLED),
                        GIVEN, Set.of(SAFE, REFUSED, ABSENT, NOT_REACHED),
                        NOT_REACHED, Set.of(SAFE, REFUSED, ABSENT),
                        REFUSED, Set.of(SAFE, ABSENT),
                        ABSENT, Set.of(SAFE, REFUSED),
                        SAFE, Set.of(),
                        CANCELLED, Set.of()))
                .allSatisfy((from, to) -> assertThat(from.next()).isEqualTo(to))
                .hasSize(HouseholdStatus.values().length);
    }

    @Test
    void countsForEachPersonWhatMakesHelpUrgentAndSaysWhich() {
        var couple = Need.of(List.of(person(82, "WHEELCHAIR"), person(80)), kind -> kind == Need.Kind.OLD ? 20 : 40);

        assertThat(couple).containsExactly(new Need(Need.Kind.WHEELCHAIR, 1, 40), new Need(Need.Kind.OLD, 2, 40));
        assertThat(kinds(person(79))).containsExactly(Need.Kind.ALONE);
        assertThat(kinds(person(59))).isEmpty();
        assertThat(kinds(person(59, "LIVES_ALONE", "NEEDS_POWER")))
                .containsExactlyInAnyOrder(Need.Kind.ALONE, Need.Kind.POWER);
        assertThat(kinds(person(2))).containsExactly(Need.Kind.INFANT);
        assertThat(kinds(person(3))).containsExactly(Need.Kind.CHILD);
        assertThat(kinds(person(14))).isEmpty();
    }

    private static List<Need.Kind> kinds(Occupant one) {
        return Need.of(List.of(one), kind -> 10).stream().map(Need::kind).toList();
    }

    private static Occupant person(int age, String... marks) {
        return new Occupant(new ResidentId(UUID.randomUUID()), null, "示例甲", "示*甲", null, age, Set.of(marks));
    }

    private static Row row(HouseholdStatus status, @Nullable Instant known) {
        return new Row(status, 1, 0, null, NOON, known);
    }
}
