package io.linli.incident;

import io.linli.calendar.SlaClock;
import io.linli.incident.CategoryDefinition.Evidence;
import io.linli.incident.CategoryDefinition.Stage;
import io.linli.incident.Taxonomy.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * The kinds of matters that ship: an official taxonomy on three levels (codes of our own, which never change), under 90 the
 * everyday matters of a grid with the words that people use for them, under 91 and 92 the classes of events and parts of
 * digital city management, under 93 the work of a grid, under 94 twelve kinds of
 * problems of estates: what homes are asked about, and what is reported of them. No limit ships in force: those
 * that other places work with are templates.
 */
final class ShippedCategories {

    private ShippedCategories() {}

    static List<Kind> kinds() {
        var details = details();
        return CsvResource.rows(new ClassPathResource("incident/categories.csv")).stream()
                .map(row -> new Kind(row[0], 1, definition(row, details.get(row[0])), true))
                .sorted((one, other) -> one.code().compareTo(other.code()))
                .toList();
    }

    static List<CategoryTemplate> templates() {
        return CsvResource.rows(new ClassPathResource("incident/limit_templates.csv")).stream()
                .map(row ->
                        new CategoryTemplate(row[0], row[1], orNull(row[2]), orNull(row[3]), stages(row[4]), row[5]))
                .toList();
    }

    private static Map<String, String[]> details() {
        var details = new HashMap<String, String[]>();
        CsvResource.rows(new ClassPathResource("incident/category_details.csv"))
                .forEach(row -> details.put(row[0], row));
        return details;
    }

    private static CategoryDefinition definition(String[] row, String @Nullable [] detail) {
        var words = Stream.of(row[2].split("\\|", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        return detail == null
                ? new CategoryDefinition(
                        row[1],
                        words,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        Evidence.NONE,
                        List.of(),
                        false,
                        null,
                        null,
                        false,
                        false)
                : new CategoryDefinition(
                        row[1],
                        words,
                        null,
                        null,
                        detail[1].isEmpty() ? null : Route.valueOf(detail[1]),
                        null,
                        List.of(),
                        Evidence.NONE,
                        List.of(),
                        false,
                        orNull(detail[3]),
                        orNull(detail[4]),
                        false,
                        Boolean.parseBoolean(detail[2]));
    }

    /** Such as {@code 停工 4 WORKING_HOUR|处罚 7 WORKING_DAY}. */
    private static List<Stage> stages(String text) {
        return Arrays.stream(text.split("\\|", -1))
                .map(stage -> stage.split(" ", -1))
                .map(parts -> new Stage(orNull(parts[0]), Integer.parseInt(parts[1]), SlaClock.valueOf(parts[2])))
                .toList();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
