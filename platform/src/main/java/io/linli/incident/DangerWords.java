package io.linli.incident;

import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Words that speak of danger to life. Rather one warning too many: Linli is no emergency line, and says so. */
@Component
class DangerWords {

    static final List<String> NUMBERS = List.of("110", "119", "120");

    private final List<Danger> dangers =
            CsvResource.rows(new ClassPathResource("incident/danger_words_zh.csv")).stream()
                    .map(row -> new Danger(
                            row[0],
                            Arrays.stream(row[2].split("\\|", -1))
                                    .filter(unless -> !unless.isEmpty())
                                    .toList()))
                    .toList();

    boolean speakIn(String text) {
        return dangers.stream().anyMatch(danger -> danger.speaksIn(text));
    }

    private record Danger(String word, List<String> unless) {

        boolean speaksIn(String text) {
            if (!text.contains(word)) {
                return false;
            }
            var rest = text;
            for (var harmless : unless) {
                rest = rest.replace(harmless, "");
            }
            return rest.contains(word);
        }
    }
}
