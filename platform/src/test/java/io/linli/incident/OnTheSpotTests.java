package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class OnTheSpotTests {

    @Autowired
    OnTheSpot spot;

    @Test
    void drawsATenthForASecondLookAndTheSameEachTimeItIsAsked() {
        var ids = Stream.generate(() -> IncidentId.next(ReportPrivacy.OPEN))
                .limit(2_000)
                .toList();

        var drawn = ids.stream().filter(spot::isSampled).toList();

        assertThat(drawn).hasSizeBetween(120, 280);
        assertThat(drawn).allMatch(spot::isSampled);
    }
}
