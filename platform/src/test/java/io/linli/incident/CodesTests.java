package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.territory.GeoPoint;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Query codes, geohashes and the marks between pages. */
class CodesTests {

    @Test
    void queryCodesAreDifferentAndHoldNoSignThatIsTakenForAnother() {
        var codes = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            codes.add(QueryCode.next().code());
        }
        assertThat(codes)
                .hasSize(10_000)
                .allSatisfy(code -> assertThat(code).hasSize(10).doesNotContainPattern("[0O1IL5S2Z8B]"));
    }

    @Test
    void aQueryCodeIsTheSameForTheSameSecretAndAsTyped() {
        var code = QueryCode.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

        assertThat(QueryCode.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})).isEqualTo(code);
        assertThat(QueryCode.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 0})).isNotEqualTo(code);
        var typed =
                code.code().substring(0, 5) + " - " + code.code().substring(5).toLowerCase(java.util.Locale.ROOT);
        assertThat(QueryCode.typed(typed)).isEqualTo(code);
        assertThat(code).hasToString("**********");
    }

    @Test
    void aGeohashIsTheOneOfTheTextbook() {
        assertThat(Geohash.of(new GeoPoint(10.40744, 57.64911))).isEqualTo("u4pruyd");
        assertThat(Geohash.of(new GeoPoint(-5.6, 42.6))).isEqualTo("ezs42e4");
    }

    @Test
    void aMarkBetweenPagesComesBackAsItWas() {
        var mark = new Keyset(Instant.parse("2026-11-21T08:00:00.123456Z"), UUID.randomUUID());

        assertThat(Keyset.of(mark.opaque())).isEqualTo(mark);
    }
}
