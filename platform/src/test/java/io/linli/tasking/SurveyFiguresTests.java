package io.linli.tasking;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.tasking.Survey.Question;
import io.linli.tasking.Survey.Type;
import io.linli.tasking.SurveyFigures.Answer;
import io.linli.tasking.SurveyFigures.Tally;
import io.linli.territory.AreaCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurveyFiguresTests {

    private static final List<Question> QUESTIONS = List.of(new Question("q1", "是否需要", Type.YES_NO, true, List.of()));

    @Test
    void tellsNothingOfFewerThanFive() {
        var figures = SurveyFigures.of(QUESTIONS, answers(4));

        assertThat(figures.answers()).isEqualTo(4);
        assertThat(figures.counts()).isEmpty();
        assertThat(figures.communities()).isEmpty();
    }

    @Test
    void countsEachOptionOfFiveOrMore() {
        var figures = SurveyFigures.of(QUESTIONS, answers(6, 5));

        assertThat(figures.counts().getFirst().options())
                .containsEntry("true", 6L)
                .containsEntry("false", 5L);
        assertThat(figures.communities()).hasSize(2);
        assertThat(figures.hidden()).isEmpty();
    }

    @Test
    void hidesSmallCommunitiesTogetherWithOthersSoThatNobodyFindsThemBySubtracting() {
        var figures = SurveyFigures.of(QUESTIONS, answers(9, 6, 2));

        assertThat(figures.communities()).hasSize(1);
        assertThat(figures.communities().getFirst().answers()).isEqualTo(9);
        assertThat(figures.hidden())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(new AreaCode("430181001002"), 6L, new AreaCode("430181001003"), 2L));
    }

    @Test
    void saysOfWhatIsWithheldThatThereAreAnswersAndNothingElse() {
        var safe = List.of(new Question(
                "safe",
                "安全感",
                Type.CHOICE,
                true,
                List.of(new Survey.Option("yes", "安全", true), new Survey.Option("no", "不安全"))));

        assertThat(SurveyFigures.withheld(safe, 3)).containsExactly(Map.entry("safe", new Tally(0, 0, 3)));
        assertThat(SurveyFigures.tallies(
                        safe, SurveyFigures.of(safe, said(7, 2)).counts()))
                .as("seven answers, two of them to this")
                .containsExactly(Map.entry("safe", new Tally(0, 0, 2)));
        assertThat(SurveyFigures.tallies(
                        safe, SurveyFigures.of(safe, said(7, 6)).counts()))
                .containsExactly(Map.entry("safe", new Tally(6, 6, 0)));
    }

    /** So many answers of one community, and of how many it is known that they feel safe. */
    private static List<Answer> said(int many, int safe) {
        return IntStream.range(0, many)
                .mapToObj(n ->
                        new Answer(new AreaCode("430181001001"), n < safe ? Map.of("safe", List.of("yes")) : Map.of()))
                .toList();
    }

    /** So many of each community; those of the first say yes. */
    private static List<Answer> answers(int... many) {
        var all = new ArrayList<Answer>();
        for (int n = 0; n < many.length; n++) {
            var community = new AreaCode("43018100100" + (n + 1));
            for (int m = 0; m < many[n]; m++) {
                all.add(new Answer(community, Map.of("q1", List.of(n == 0 ? "true" : "false"))));
            }
        }
        return all;
    }
}
