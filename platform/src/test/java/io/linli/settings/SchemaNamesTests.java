package io.linli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaNamesTests {

    record Survey(List<Survey.Question> questions) {

        record Question(String text) {}
    }

    static class SurveyController {

        record Question(String asked, Optional<Other> other) {}

        record Other(int n) {}

        Survey survey(SurveyController.Question question) {
            throw new UnsupportedOperationException(question.asked());
        }
    }

    @Test
    void callsATypeByItsNameAndOneWithinAnotherByBoth() throws Exception {
        assertThat(SchemaNames.plain(Survey.class, "Survey")).isEqualTo("SchemaNamesTestsSurvey");
        assertThat(SchemaNames.plain(SurveyController.Other.class, "Other")).isEqualTo("SurveyOther");
        assertThat(names().of(SurveyController.Other.class, "SurveyOther")).isEqualTo("SurveyOther");
    }

    @Test
    void tellsApartWhatWouldBeCalledTheSameInOneModule() throws Exception {
        var names = names();

        assertThat(names.of(Survey.Question.class, "SurveyQuestion"))
                .isEqualTo("SettingsSchemaNamesTestsSurveyQuestion");
        assertThat(names.of(SurveyController.Question.class, "SurveyQuestion"))
                .isEqualTo("SettingsSchemaNamesTestsSurveyControllerQuestion");
    }

    @Test
    void tellsApartByTheirModulesWhateverIsMetFirst() throws Exception {
        var here = Class.forName("io.linli.incident.Receipts");
        var there = Class.forName("io.linli.notify.Receipts");
        var expected = Map.of(here, "IncidentReceipts", there, "NotifyReceipts");

        assertThat(SchemaNames.shared(new LinkedHashSet<>(List.of(here, there))))
                .isEqualTo(expected);
        assertThat(SchemaNames.shared(new LinkedHashSet<>(List.of(there, here))))
                .isEqualTo(expected);
        assertThat(SchemaNames.shared(Set.of(here))).isEmpty();
    }

    private static SchemaNames names() throws NoSuchMethodException {
        return new SchemaNames(
                List.of(SurveyController.class.getDeclaredMethod("survey", SurveyController.Question.class)));
    }
}
