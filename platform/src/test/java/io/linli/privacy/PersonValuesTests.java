package io.linli.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PersonValuesTests {

    @ParameterizedTest
    @CsvSource({
        "张大爷, 张*爷",
        "张三, 张*",
        "欧阳示例, 欧**例",
        "𠮷野示, 𠮷*示",
        "甲, *",
        "阿卜杜拉·示例, 阿*****例",
        "' 张大爷 ', 张*爷",
    })
    void aNamePrintsMasked(String name, String masked) {
        assertThat(PersonName.of(name).masked()).isEqualTo(masked);
        assertThat(PersonName.of(name)).hasToString(masked);
    }

    @Test
    void aNameHasOneToFiftyCharacters() {
        assertThat(PersonName.of("𠮷".repeat(50)).name()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> PersonName.of("𠮷".repeat(51)));
        assertThatIllegalArgumentException().isThrownBy(() -> PersonName.of(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000, 13800138000, 138****8000",
        "138 0013 8000, 13800138000, 138****8000",
        "１３８００１３８０００, 13800138000, 138****8000",
        "+86 138-0013-8000, 13800138000, 138****8000",
        "0731-83623456, 073183623456, 073*****3456",
        "400-820-8820, 4008208820, 400***8820",
    })
    void aTelephoneNumberIsReadAsPeopleTypeItAndPrintsMasked(String text, String number, String masked) {
        assertThat(PhoneNumber.of(text).number()).isEqualTo(number);
        assertThat(PhoneNumber.of(text)).hasToString(masked);
        assertThat(PhoneNumber.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "23800138000", "1380013800", "138001380000", "13800138000a", "无"})
    void isNotATelephoneNumber(String text) {
        assertThat(PhoneNumber.isValid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumber.of(text))
                .as("says nothing of what was typed")
                .withMessage("Not a telephone number");
    }

    @Test
    void areBareTextInJson() {
        var json = JsonMapper.builder().build();

        assertThat(json.writeValueAsString(PersonName.of("张三"))).isEqualTo("\"张三\"");
        assertThat(json.readValue("\"138 0013 8000\"", PhoneNumber.class)).isEqualTo(PhoneNumber.of("13800138000"));
        assertThat(json.readValue("\"11010119900307803x\"", IdCardNumber.class).number())
                .isEqualTo("11010119900307803X");
    }
}
