package io.linli.deliberation;

import static io.linli.deliberation.OpinionState.ANSWERED;
import static io.linli.deliberation.OpinionState.FOR_TOPIC;
import static io.linli.deliberation.OpinionState.OPEN;
import static io.linli.deliberation.OpinionState.REPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpinionStateTests {

    @Test
    void leadsToAnEndAndFromAnEndNowhere() {
        var table = Map.of(
                OPEN, Set.of(FOR_TOPIC, ANSWERED, REPORTED),
                FOR_TOPIC, Set.of(FOR_TOPIC, ANSWERED, REPORTED),
                ANSWERED, Set.of(),
                REPORTED, Set.of());

        for (var state : OpinionState.values()) {
            assertThat(state.next()).as(state.name()).isEqualTo(table.get(state));
        }
        assertThat(OpinionState.values()).filteredOn(OpinionState::ended).containsExactly(ANSWERED, REPORTED);
    }
}
