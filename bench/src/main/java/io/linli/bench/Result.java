package io.linli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that one run of a benchmark says.
 *
 * @param dirty whether the source tree held more than the commit
 * @param versions of Linli, Java, PostgreSQL and of the tools that were used
 */
public record Result(
        String name,
        String about,
        String commit,
        boolean dirty,
        Instant date,
        String command,
        double seconds,
        Machine machine,
        Map<String, String> versions,
        List<Figure> figures,
        List<String> notes,
        List<Attachment> attachments) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A text that belongs to the figures, such as a query plan or a profile. */
    public record Attachment(String title, String text) {}

    public String toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    public static Result fromJson(String json) {
        return JSON.readValue(json, Result.class);
    }

    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name + ".json"), toJson());
    }

    /** All results of a folder, by name. */
    public static List<Result> all(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Result::read)
                    .toList();
        }
    }

    private static Result read(Path file) {
        try {
            return fromJson(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
