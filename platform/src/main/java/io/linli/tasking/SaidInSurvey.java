package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.SURVEY_ANSWER_UNFIT;

import io.linli.tasking.Survey.Question;
import io.linli.tasking.Survey.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What somebody said to the questions of a survey: what was chosen, which is counted, and what was said in words, which
 * is kept sealed.
 */
record SaidInSurvey(Map<String, List<String>> choices, Map<String, String> words) {

    private static final int LONGEST = 500;

    /** Refused when it does not fit the questions. */
    static SaidInSurvey of(List<Question> questions, Map<String, List<String>> said) {
        var choices = new TreeMap<String, List<String>>();
        var words = new TreeMap<String, String>();
        var keys = questions.stream().map(Question::key).collect(Collectors.toSet());
        if (!keys.containsAll(said.keySet())) {
            throw SURVEY_ANSWER_UNFIT.with("—").at("answers");
        }
        for (var question : questions) {
            var answers = said.getOrDefault(question.key(), List.of()).stream()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .toList();
            if (answers.isEmpty() ? question.required() : !fits(question, answers)) {
                throw SURVEY_ANSWER_UNFIT.with(question.text()).at("answers." + question.key());
            }
            if (!answers.isEmpty()) {
                if (question.type() == Type.TEXT) {
                    words.put(question.key(), answers.getFirst());
                } else {
                    choices.put(question.key(), answers);
                }
            }
        }
        return new SaidInSurvey(choices, words);
    }

    private static boolean fits(Question question, List<String> answers) {
        var codes = question.options().stream().map(Survey.Option::code).collect(Collectors.toSet());
        return switch (question.type()) {
            case YES_NO -> answers.size() == 1 && List.of("true", "false").contains(answers.getFirst());
            case CHOICE -> answers.size() == 1 && codes.contains(answers.getFirst());
            case CHOICES -> codes.containsAll(answers);
            case NUMBER -> answers.size() == 1 && answers.getFirst().matches("\\d{1,6}");
            case TEXT -> answers.size() == 1 && answers.getFirst().length() <= LONGEST;
        };
    }
}
