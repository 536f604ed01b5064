package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.incident.Taxonomy.Kind;
import org.junit.jupiter.api.Test;

class DisputesTests {

    @Test
    void areTheShippedKindsWhoseNameSaysSoAndWhatStandsBelowThem() {
        var all = ShippedCategories.kinds();
        var named = all.stream()
                .filter(kind -> kind.is().name().contains("纠纷"))
                .map(Kind::code)
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(all.stream().map(Kind::code).filter(Disputes::isOne))
                .containsExactlyElementsOf(all.stream()
                        .map(Kind::code)
                        .filter(code -> named.stream().anyMatch(code::startsWith))
                        .toList());
        assertThat(Disputes.isOne("901701")).isTrue();
        assertThat(Disputes.isOne("9015")).isFalse();
    }
}
