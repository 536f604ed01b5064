package io.linli.analysis.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/** The codes of the outermost kinds of the official taxonomy, by their names, as they ship. */
final class Matters {

    private static final int OUTERMOST = 2;

    private Matters() {}

    static Map<String, String> codes() {
        var file = new ClassPathResource("incident/categories.csv");
        try (var lines = new BufferedReader(new InputStreamReader(file.getInputStream(), UTF_8))) {
            var codes = new LinkedHashMap<String, String>();
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(cells -> cells[0].length() == OUTERMOST)
                    .forEach(cells -> codes.put(cells[1], cells[0]));
            return codes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
