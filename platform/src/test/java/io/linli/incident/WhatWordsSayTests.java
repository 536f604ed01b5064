package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Categories, danger, cleaning: what is read from the words of a report. */
class WhatWordsSayTests {

    private final Taxonomy categories = new Taxonomy(ShippedCategories.kinds());
    private final DangerWords dangers = new DangerWords();

    @ParameterizedTest
    @CsvSource({
        "违法搭建, 随便写写, 9004",
        "城管执法, 随便写写, 010202",
        "其他, 楼下路灯不亮, 9008",
        "反映路灯故障, 随便写写, 9008",
        ", 小区门口垃圾成堆无人管, 9001",
        ", 有人占用消防通道停车, 9012"
    })
    void nameTheKindOfMatter(String type, String description, String category) {
        assertThat(categories.guess(type, description)).contains(category);
    }

    @ParameterizedTest
    @ValueSource(strings = {"请领导看看", "路灯不亮而且井盖不见", ""})
    void leaveTheKindOpenWhenTheyNameNoneOrSeveral(String description) {
        assertThat(categories.guess(null, description)).isEmpty();
    }

    @Test
    void knowTheWholeOfficialTaxonomyUnderCodesThatNestAndAreUnique() {
        var codes = new HashSet<String>();
        assertThat(categories.open()).allSatisfy(category -> {
            assertThat(codes.add(category.code())).as(category.code()).isTrue();
            assertThat(category.code()).matches("(\\d{2}){1,3}");
            if (category.parent() != null) {
                assertThat(codes).contains(category.parent());
            }
        });
        assertThat(categories.open().stream().filter(category -> category.code().length() == 2))
                .hasSize(20); // 15 of the taxonomy, those of the grid, events and parts, work items, estates
        assertThat(categories.find("010202"))
                .get()
                .extracting(kind -> kind.is().name())
                .isEqualTo("城管执法");
    }

    @ParameterizedTest
    @ValueSource(strings = {"三楼着火了快来", "有人要跳楼", "楼道里煤气味很重", "老人晕倒在路边", "救命", "会着火的,已经着火了"})
    void speakOfDangerToLife(String text) {
        assertThat(dangers.speakIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"商场跳楼价", "电线老化容易起火", "路灯不亮", "雨落水管坏了", "宣传防溺水", ""})
    void speakOfNoDanger(String text) {
        assertThat(dangers.speakIn(text)).isFalse();
    }

    @Test
    void loseWhatCannotBeKeptAndNothingElse() {
        assertThat(Words.clean("\u0000a\u0007\r\nb\rc\ud800d\u2028e  ")).isEqualTo("a\nb\ncd\ne");
        assertThat(Words.clean("e\u0301 𠮷 👨‍👩‍👧")).isEqualTo("é 𠮷 👨‍👩‍👧");
        assertThat(Words.isBlank("\u3000\u200b \ufeff")).isTrue();
        assertThat(Words.length("𠮷👍a")).isEqualTo(3);
        assertThat(Words.first("𠮷👍a", 2)).isEqualTo("𠮷👍");
    }

    @Test
    void areAlikeWhenTheirSignaturesAre() {
        var one = TextSignature.of("小区东门的路灯已经坏了三天没有人来修");
        var other = TextSignature.of("小区东门的路灯已经坏了五天没有人来修");
        var different = TextSignature.of("请问养老保险在哪里办理转移手续");

        assertThat(alike(one, one)).isEqualTo(TextSignature.PLACES);
        assertThat(alike(one, other)).isGreaterThan(TextSignature.PLACES / 2);
        assertThat(alike(one, different)).isLessThan(TextSignature.PLACES / 8);
        assertThat(TextSignature.of("")).isEqualTo(TextSignature.of("一"));
    }

    private static int alike(String one, String other) {
        var a = java.util.Base64.getDecoder().decode(one);
        var b = java.util.Base64.getDecoder().decode(other);
        int same = 0;
        for (int i = 0; i < a.length; i += 2) {
            same += a[i] == b[i] && a[i + 1] == b[i + 1] ? 1 : 0;
        }
        return same;
    }

    @Test
    void areFoundByPairsOfCharacters() {
        assertThat(Bigrams.array("路灯")).isEqualTo("{" + (('路' << 16) | '灯') + "}");
        assertThat(Bigrams.array("ＡＢ")).isEqualTo(Bigrams.array("ab"));
        assertThat(Bigrams.array("灯")).isEqualTo("{}");
    }
}
