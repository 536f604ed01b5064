package io.linli.incident;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What made-up reporters and handlers say. */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class MadeUpWords {

    private final Map<String, List<String>> byUse =
            CsvResource.rows(new ClassPathResource("incident/made_up_zh.csv")).stream()
                    .collect(groupingBy(row -> row[0], mapping(row -> row[1], toList())));

    /** Sentences of a report. */
    List<String> said() {
        return words("said");
    }

    /** Where, near which house number, and what is wrong there. */
    String place(String area, int house, String matter) {
        return new MessageFormat(words("place").getFirst(), Locale.ROOT)
                .format(new Object[] {area, String.valueOf(house), matter});
    }

    /** What a handler notes. */
    String done() {
        return words("done").getFirst();
    }

    private List<String> words(String use) {
        var words = byUse.get(use);
        if (words == null) {
            throw new IllegalStateException("Nothing made up for " + use + " but for " + byUse.keySet());
        }
        return words;
    }
}
