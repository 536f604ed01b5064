package io.linli.analysis.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.linli.analysis.language.Classified.Guess;
import io.linli.analysis.language.Priority.Reason;
import io.linli.analysis.rain.RainLevel;
import io.linli.incident.Category;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How soon a matter should be looked at, by reasons that are shown; and how near two matters are. */
class PriorityTests {

    @Test
    void isOneWithoutAReason() {
        assertThat(Priority.of("请问养老保险怎么转", null, 0, null)).isEqualTo(new Priority(1, List.of()));
    }

    @Test
    void addsThePointsOfEachReasonOnce() {
        var priority = Priority.of("配电箱漏电又起火，已经多次反映", null, 0, null);

        assertThat(priority.reasons())
                .containsExactly(new Reason("danger", 3, "漏电"), new Reason("repeated", 1, "多次反映"));
        assertThat(priority.level()).isEqualTo(5);
    }

    @Test
    void risesWithEarlierReportsAndNeverOverFive() {
        assertThat(Priority.of("路灯不亮", null, 1, null).level()).isEqualTo(2);
        assertThat(Priority.of("路灯不亮", null, 9, null).level()).isEqualTo(3);
        assertThat(Priority.of("全小区停水，水管爆裂塌陷，无人管", "9011", 9, RainLevel.RED).level())
                .isEqualTo(5);
    }

    @Test
    void countsTheRainOnlyForWhatRainMakesWorse() {
        assertThat(Priority.of("地下车库有积水", null, 0, RainLevel.ORANGE).reasons())
                .containsExactly(new Reason("rain", 3, "积水"));
        assertThat(Priority.of("地下车库有积水", null, 0, null).reasons()).isEmpty();
        assertThat(Priority.of("广场舞太吵", null, 0, RainLevel.RED).reasons()).isEmpty();
    }

    @Test
    void knowsTheKindByTheBeginningOfItsCode() {
        assertThat(Priority.of("请处理", "010102", 0, null).reasons()).containsExactly(new Reason("category", 1, "0101"));
    }

    @Test
    void neverAsksWhoIsConcerned() {
        assertThat(Priority.of("独居老人、残疾人、孕妇和儿童反映路灯不亮", null, 0, null)).isEqualTo(Priority.of("路灯不亮", null, 0, null));
    }

    @Test
    void isBesideFinerKindsByTheirNames() {
        var all = List.of(
                new Category("01", "城乡建设", null),
                new Category("0102", "城市建设和市政管理", "01"),
                new Category("010208", "冬季采暖", "0102"),
                new Category("010216", "自来水供应", "0102"),
                new Category("040101", "自来水污染", "0401"));

        assertThat(FinerKinds.of("小区自来水停了三天", List.of(new Guess("01", "城乡建设", 0.9)), all))
                .extracting(Guess::code)
                .containsExactly("010216");
    }

    @Test
    void comparesTextsBySignaturesAndPlacesByCells() {
        assertThat(Signatures.of("AAEAAg").sharedWith("AAEAAg")).isEqualTo(1);
        assertThat(Signatures.of("AAEAAg").sharedWith("AAEAAw")).isEqualTo(0.5);
        assertThat(Signatures.of("AAEAAg").sharedWith("AAE")).isZero();
        // an example of Niemeyer's
        assertThat(Geocell.of("ezs42").latitude()).isEqualTo(42.605, within(0.03));
        assertThat(Geocell.of("ezs42").longitude()).isEqualTo(-5.603, within(0.03));
        assertThat(Geocell.metres("wt3m9xy", "wt3m9xy")).isZero();
        assertThat(Geocell.metres("wt3m9xy", "wt3m9xz")).isBetween(50.0, 200.0);
    }
}
