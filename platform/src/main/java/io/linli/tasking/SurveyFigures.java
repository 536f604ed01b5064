package io.linli.tasking;

import io.linli.tasking.Survey.Question;
import io.linli.tasking.Survey.Type;
import io.linli.territory.AreaCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts answers, never so few that they tell on a household: nothing is said of fewer than five, and of communities with
 * fewer only that there are some, together with as many others as it takes that nobody finds them by subtracting.
 */
final class SurveyFigures {

    static final int LEAST = Withheld.LEAST;

    private SurveyFigures() {}

    /** What one household said: choices by question. */
    record Answer(AreaCode community, Map<String, List<String>> choices) {}

    /**
     * How often each option was chosen.
     *
     * @param said how many answered it at all
     * @param share of those who answered, how many chose a favourable one; null where none is, or too few answered
     */
    record Count(
            String question,
            String text,
            Map<String, Long> options,
            long said,
            @Nullable SurveyShare share) {}

    /** The answers of one community. */
    record Group(AreaCode community, long answers, List<Count> counts) {}

    /**
     * Favourable answers to one question, of how many.
     *
     * @param withheld how many more there are that are not told
     */
    record Tally(long favourable, long of, long withheld) {

        static Tally sum(Tally one, Tally other) {
            return new Tally(one.favourable + other.favourable, one.of + other.of, one.withheld + other.withheld);
        }
    }

    /** The favourable ones of each question that has some. */
    static Map<String, Tally> tallies(List<Question> questions, List<Count> counts) {
        var found = new LinkedHashMap<String, Tally>();
        for (var count : counts) {
            var share = count.share();
            if (share != null) {
                found.put(count.question(), new Tally(share.favourable(), share.of(), 0));
            } else if (asked(questions).contains(count.question())) {
                found.put(count.question(), new Tally(0, 0, count.said()));
            }
        }
        return found;
    }

    /** Of a group that is not told: nothing but that there are answers. */
    static Map<String, Tally> withheld(List<Question> questions, long answers) {
        return asked(questions).stream().collect(Collectors.toMap(key -> key, key -> new Tally(0, 0, answers)));
    }

    /** Those of which a share can be told. */
    private static List<String> asked(List<Question> questions) {
        return questions.stream()
                .filter(question -> question.options().stream().anyMatch(Survey.Option::isFavourable))
                .map(Question::key)
                .toList();
    }

    /**
     * The whole.
     *
     * @param answers how many there are; the rest is empty while they are too few
     * @param hidden communities that are not told apart, with how many answers of each
     */
    record Figures(long answers, List<Count> counts, List<Group> communities, Map<AreaCode, Long> hidden) {}

    static Figures of(List<Question> questions, List<Answer> answers) {
        var byCommunity =
                answers.stream().collect(Collectors.groupingBy(Answer::community, TreeMap::new, Collectors.toList()));
        var sizes = new TreeMap<AreaCode, Long>();
        byCommunity.forEach((community, said) -> sizes.put(community, (long) said.size()));
        if (answers.size() < LEAST) {
            return new Figures(answers.size(), List.of(), List.of(), sizes);
        }
        var withheld = Withheld.of(sizes);
        byCommunity.keySet().removeAll(withheld);
        sizes.keySet().retainAll(withheld);
        return new Figures(
                answers.size(),
                counts(questions, answers),
                byCommunity.entrySet().stream()
                        .map(each ->
                                new Group(each.getKey(), each.getValue().size(), counts(questions, each.getValue())))
                        .toList(),
                sizes);
    }

    private static List<Count> counts(List<Question> questions, List<Answer> answers) {
        return questions.stream()
                .filter(question -> question.type() != Type.TEXT && question.type() != Type.NUMBER)
                .map(question -> {
                    var options = new LinkedHashMap<String, Long>();
                    if (question.type() == Type.YES_NO) {
                        options.put("true", 0L);
                        options.put("false", 0L);
                    }
                    question.options().forEach(option -> options.put(option.code(), 0L));
                    answers.stream()
                            .flatMap(answer -> answer.choices().getOrDefault(question.key(), List.of()).stream())
                            .forEach(code -> options.merge(code, 1L, Long::sum));
                    return new Count(
                            question.key(),
                            question.text(),
                            options,
                            said(question, answers),
                            share(question, answers));
                })
                .toList();
    }

    private static long said(Question question, List<Answer> answers) {
        return answers.stream()
                .filter(answer -> !answer.choices()
                        .getOrDefault(question.key(), List.of())
                        .isEmpty())
                .count();
    }

    private static @Nullable SurveyShare share(Question question, List<Answer> answers) {
        var favourable = question.options().stream()
                .filter(Survey.Option::isFavourable)
                .map(Survey.Option::code)
                .collect(Collectors.toSet());
        if (favourable.isEmpty()) {
            return null;
        }
        var said = answers.stream()
                .map(answer -> answer.choices().getOrDefault(question.key(), List.of()))
                .filter(codes -> !codes.isEmpty())
                .toList();
        long above =
                said.stream().filter(codes -> favourable.containsAll(codes)).count();
        return said.size() < LEAST ? null : SurveyShare.of(above, said.size());
    }
}
