package io.linli.sensing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.problem.ProblemException;
import io.linli.sensing.PublicWarning.Colour;
import io.linli.sensing.PublicWarning.Kind;
import io.linli.sensing.PublicWarning.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapReaderTests {

    private static final Instant SENT = Instant.parse("2026-07-20T07:00:00Z");

    private static CapAlert read(String message) {
        return CapReader.read(message.getBytes(UTF_8));
    }

    @Test
    void readsTheChineseOfSeveralLanguagesAndKeepsWhatItSays() {
        var alert = read(SomeCap.alert("T-1", SENT));

        assertThat(alert.identifier()).isEqualTo("T-1");
        assertThat(alert.status()).isEqualTo(Status.ACTUAL);
        assertThat(alert.kind()).isEqualTo(Kind.ALERT);
        assertThat(alert.sent()).isEqualTo(SENT);
        assertThat(alert.issuer()).isEqualTo("示例气象台");
        assertThat(alert.event()).isEqualTo("暴雨");
        assertThat(alert.colour()).isEqualTo(Colour.ORANGE);
        assertThat(alert.severity()).isEqualTo("Severe");
        assertThat(alert.expires()).isEqualTo(SENT.plusSeconds(6 * 3600));
        assertThat(alert.areaText()).isEqualTo("浏阳市；示例乙市");
        assertThat(alert.codes()).containsExactly("430181000000", "999");
        assertThat(alert.description()).isEqualTo("3 小时内降雨 50 毫米以上 & 可能持续");
    }

    @Test
    void leavesEmptyWhatIsNotSaid() {
        var alert = read(SomeCap.message("T-2", SENT, "Alert", "", ""));

        assertThat(alert.issuer()).isNull();
        assertThat(alert.colour()).isNull();
        assertThat(alert.expires()).isNull();
        assertThat(alert.codes()).isEmpty();
        assertThat(alert.references()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE alert [<!ENTITY a \"b\">]><alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"/>",
                "<!DOCTYPE alert SYSTEM \"file:///etc/passwd\"><alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>&x;</identifier></alert>"
            })
    void refusesDocumentTypesAndEntities(String message) {
        assertThatThrownBy(() -> read(message))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(SensingProblem.CAP_WITH_ENTITIES));
    }

    @ParameterizedTest
    @CsvSource({
        "'', CAP_UNREADABLE",
        "'<alert', CAP_UNREADABLE",
        "'<alert><identifier>1</identifier></alert>', CAP_OTHER_FORM",
        "'<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.1\"/>', CAP_OTHER_FORM",
        "'<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"/>', CAP_FIELD_UNFIT",
        "'<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>&x;</identifier></alert>', CAP_UNREADABLE"
    })
    void refusesWhatIsNoMessage(String message, String code) {
        assertThatThrownBy(() -> read(message))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().name())
                                .isIn(code, code.equals("CAP_UNREADABLE") ? "CAP_WITH_ENTITIES" : code));
    }

    @Test
    void refusesPartsThatAreNotAsTheProtocolHasThemAndWhatIsTooLarge() {
        var good = SomeCap.alert("T-3", SENT);
        for (var bad : new String[] {
            good.replace("<identifier>T-3<", "<identifier>T,3 <"),
            good.replace("2026-07-20T15:00:00+08:00", "2026-07-20 15:00"),
            good.replace(">Actual<", ">Real<"),
            good.replace(">Alert<", ">Shout<"),
            good.replace("<scope>", "<references>no,three</references><scope>")
        }) {
            assertThat(bad).isNotEqualTo(good);
            assertThatThrownBy(() -> read(bad))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isEqualTo(SensingProblem.CAP_FIELD_UNFIT));
        }
        assertThatThrownBy(() -> CapReader.read(new byte[CapReader.LARGEST + 1]))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(SensingProblem.CAP_TOO_LARGE));
    }
}
