package io.linli.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.linli.privacy.IdCardNumber.Kind;
import io.linli.privacy.IdCardNumber.Sex;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All numbers here are made up or the samples of published forms. */
class IdCardNumberTests {

    @ParameterizedTest
    @CsvSource({
        "11010119900307803X, CITIZEN, 110101, 1990-03-07, MALE",
        "430181200002290014, CITIZEN, 430181, 2000-02-29, MALE",
        "810000199408230021, HONG_KONG, 810000, 1994-08-23, FEMALE",
        "820000199001010010, MACAO, 820000, 1990-01-01, MALE",
        "830000199201300022, TAIWAN, 830000, 1992-01-30, FEMALE",
        "911124198108030024, FOREIGNER, 11, 1981-08-03, FEMALE",
    })
    void tellsWhatStandsInIt(String text, Kind kind, String region, LocalDate born, Sex sex) {
        var number = IdCardNumber.of(text);

        assertThat(number.kind()).isEqualTo(kind);
        assertThat(number.region()).isEqualTo(region);
        assertThat(number.birthDate()).isEqualTo(born);
        assertThat(number.sex()).isEqualTo(sex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11010119900307803x", "１１０１０１１９９００３０７８０３Ｘ", "110101 19900307 803X", "110101-19900307-803X"})
    void isReadAsPeopleTypeIt(String text) {
        assertThat(IdCardNumber.of(text)).isEqualTo(IdCardNumber.of("11010119900307803X"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "110101900307803", // of 15 digits
                "110101199003078030", // check character
                "11010119900307803",
                "11010119900307803XX",
                "110101199002300014", // 30 February
                "110101199913010018", // month 13
                "101010199003070011", // no such province
                "810101199408230023", // Hong Kong's are 810000
                "110101179003070013", // born in 1790
                "1101011990O307803X",
                "XX4301810000015", // two letters
                "XXX43018100001", // eleven digits
                "XXX4301810000155",
                "示例甲430181000015",
            })
    void isNotMadeOfAnythingElse(String text) {
        assertThat(IdCardNumber.isValid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdCardNumber.of(text))
                .withMessage("Not an identity number");
    }

    @Test
    void noticesEachWrongDigitAndEachExchangeOfTwo() {
        var number = "430181200002290014";
        for (var at = 0; at < 17; at++) {
            for (var digit = '0'; digit <= '9'; digit++) {
                var changed = number.substring(0, at) + digit + number.substring(at + 1);
                assertThat(IdCardNumber.isValid(changed)).as(changed).isEqualTo(changed.equals(number));
            }
            var exchanged = new StringBuilder(number);
            exchanged.setCharAt(at, number.charAt(at + 1));
            exchanged.setCharAt(at + 1, number.charAt(at));
            assertThat(IdCardNumber.isValid(exchanged.toString()))
                    .as(exchanged.toString())
                    .isEqualTo(exchanged.toString().equals(number));
        }
    }

    /** Three letters and twelve digits; how the last one checks the others is not known, so any will do. */
    @ParameterizedTest
    @ValueSource(strings = {"XXX430181000015", "xxx 4301 8100 0015", "XXX４３０１８１００００１５"})
    void takesTheForeignersCardOfTwentySeventeenByItsForm(String text) {
        var number = IdCardNumber.of(text);

        assertThat(number.number()).isEqualTo("XXX430181000015");
        assertThat(number.kind()).isEqualTo(Kind.FOREIGNER);
        assertThat(number.region()).isNull();
        assertThat(number.birthDate()).isNull();
        assertThat(number.sex()).isNull();
        assertThat(number).as("the nationality is masked too").hasToString("***********0015");
    }

    @Test
    void printsMasked() {
        assertThat(IdCardNumber.of("11010119900307803X")).hasToString("1101**********803X");
    }
}
