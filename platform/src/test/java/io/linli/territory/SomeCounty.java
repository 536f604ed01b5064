package io.linli.territory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** The communities of 浏阳市 as they ship. */
final class SomeCounty {

    private SomeCounty() {}

    static List<AreaCode> communities() {
        try (var lines = new BufferedReader(new InputStreamReader(
                new ClassPathResource("divisions/villages.csv").getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith("430181"))
                    .map(line -> new AreaCode(line.substring(0, 12)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
