package io.linli.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.Resource;

/** A small table that ships as data: a header, then lines without quotes. */
final class CsvResource {

    private CsvResource() {}

    static List<String[]> rows(Resource file) {
        try (var lines = new BufferedReader(new InputStreamReader(file.getInputStream(), UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
