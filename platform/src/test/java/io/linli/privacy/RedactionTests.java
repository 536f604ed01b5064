package io.linli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {

    private final Redaction redaction = new NumberRedaction();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "我的电话13800138000，请回电 | 我的电话〔手机号〕，请回电",
                "１３８００１３８０００ | 〔手机号〕",
                "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎 | 〔手机号〕",
                "138 0013 8000或138-0013-8000 | 〔手机号〕或〔手机号〕",
                "1 3 8 0 0 1 3 8 0 0 0 | 〔手机号〕",
                "1380013 8000 | 〔手机号〕",
                "+86 13800138000、8613800138000、+86-138-0013-8000 | 〔手机号〕、〔手机号〕、〔手机号〕",
                "13800138000 13900139000 | 〔手机号〕 〔手机号〕",
                "微信13800138000元旦后联系 | 微信〔手机号〕元旦后联系",
                "0731-83623456转802 | 〔电话〕",
                "（0731）83623456 | 〔电话〕",
                "０７３１－８３６２３４５６ | 〔电话〕",
                "073183623456、010 6123 4567 | 〔电话〕、〔电话〕",
                "联系电话：83623456 | 联系电话：〔电话〕",
                "400-820-8820 | 〔电话〕",
                "身份证110101199003070011 | 身份证〔身份证号〕",
                "11010119900307803X和11010119900307803x | 〔身份证号〕和〔身份证号〕",
                "１１０１０１１９９００３０７８０３Ｘ | 〔身份证号〕",
                "110101 19900307 803X | 〔身份证号〕",
                "1101 0119 9003 0780 3X | 〔身份证号〕",
                "身份证号码是110101199003070012 | 身份证号码是〔身份证号〕",
                "永居证XXX430181000015、xxx 4301 8100 0015 | 永居证〔身份证号〕、〔身份证号〕",
                "卡号6222020200001234563 | 卡号6222020200001234563",
                "卡号4111111111111111 | 卡号〔银行卡号〕",
                "4111 1111 1111 1111 | 〔银行卡号〕",
                "邮箱 example.jia+1@mail.example.com。 | 邮箱 〔邮箱〕。",
                "example＠example．com | 〔邮箱〕",
            })
    void replacesNumbersOfPersons(String text, String redacted) {
        assertThat(redaction.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2019年12月31日10:30在3栋2单元1301室",
                "2019-12-31 2020-01-05",
                "从2019-12-31 10:20:30到2020.01.05",
                "20191231",
                "SJ-430181-20261121-000042",
                "事件SJ-430181-20261121-4111111111111111已受理",
                "019e2f4b-0731-7362-8362-138001380000",
                "物业费1380.50元，共13800138000元",
                "面积13800.138平方米，一共13800138000平方米",
                "3.13800138000",
                "每月1300 1500 800元",
                "请拨打12345、110、114、96322",
                "邮编410300，门牌138号，车牌湘A12345",
                "网格430181001001001，社区430181001001",
                "坐标113.638012,28.160123",
                "业主群QQ号123456789",
                "工单2019123110300012",
                "批次GRID430181001001",
                "营业时间0930-1200 1330-1730",
                "房号1-2-1301，表号0012345678901234567890",
                "",
            })
    void leavesOrdinaryNumbers(String text) {
        assertThat(redaction.redact(text)).isEqualTo(text);
    }

    @Test
    void findsNothingMoreTheSecondTime() {
        var once = redaction.redact("张三 13800138000 110101199003070011 0731-83623456 a@example.com");

        assertThat(redaction.redact(once)).isEqualTo(once).isEqualTo("张三 〔手机号〕 〔身份证号〕 〔电话〕 〔邮箱〕");
    }

    @Test
    void isDoneInTimeWithWhatIsMadeToHoldItUp() {
        var hostile = "1 ".repeat(5_000) + "1-".repeat(5_000) + "a.".repeat(5_000) + "9".repeat(10_000);

        org.assertj.core.api.Assertions.assertThatCode(() -> redaction.redact(hostile))
                .doesNotThrowAnyException();
        assertThat(org.junit.jupiter.api.Assertions.assertTimeout(
                        java.time.Duration.ofSeconds(5), () -> redaction.redact(hostile)))
                .isNotEmpty();
    }
}
