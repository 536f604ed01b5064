package io.linli.analysis.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.analysis.rain.RainLevel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * How soon a matter should be looked at, from 1 to 5: one point, and one or more for each reason that is found, which are
 * shown. What is asked is the matter and never who is concerned: how vulnerable people are only orders help inside a named
 * emergency.
 *
 * @param reasons each with its points and what it was found by
 */
public record Priority(int level, List<Reason> reasons) {

    static final int HIGHEST = 5;
    private static final List<Rule> RULES = rules();

    /**
     * One of the reasons.
     *
     * @param factor such as danger, cut-off, spreading, repeated, category, rain, earlier
     */
    public record Reason(String factor, int points, String evidence) {}

    private record Rule(String factor, int points, List<String> words) {}

    /**
     * @param earlier how many reports of the same thing came before
     * @param rain the threshold that the rain has reached there now
     */
    static Priority of(String text, @Nullable String category, int earlier, @Nullable RainLevel rain) {
        var reasons = new ArrayList<Reason>();
        for (var rule : RULES) {
            var found =
                    switch (rule.factor()) {
                        case "category" -> category == null ? null : first(rule, category::startsWith);
                        case "rain" -> rain == null ? null : first(rule, text::contains);
                        default -> first(rule, text::contains);
                    };
            if (found != null
                    && reasons.stream().noneMatch(reason -> reason.factor().equals(rule.factor()))) {
                int points = rain != null && rule.factor().equals("rain") ? points(rain) : rule.points();
                reasons.add(new Reason(rule.factor(), points, found));
            }
        }
        if (earlier > 0) {
            reasons.add(new Reason("earlier", earlier > 2 ? 2 : 1, String.valueOf(earlier)));
        }
        int points = reasons.stream().mapToInt(Reason::points).sum();
        return new Priority(Math.min(HIGHEST, 1 + points), List.copyOf(reasons));
    }

    private static int points(RainLevel rain) {
        return switch (rain) {
            case BLUE -> 1;
            case YELLOW -> 2;
            case ORANGE -> 3;
            case RED -> 4;
        };
    }

    private static @Nullable String first(Rule rule, Predicate<String> holds) {
        return rule.words().stream().filter(holds).findFirst().orElse(null);
    }

    private static List<Rule> rules() {
        var file = new ClassPathResource("analysis/priority.csv");
        try (var lines = new BufferedReader(new InputStreamReader(file.getInputStream(), UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells ->
                            new Rule(cells[0], Integer.parseInt(cells[1]), Arrays.asList(cells[2].split("\\|", -1))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
