package io.linli.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.linli.register.Row.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Nothing is said to work without evidence that exists; {@link EvidenceTests} looks how it ended. Evidence is {@code test:Class[#method]},
 * {@code long:Class[#method]} (second tier), {@code data:Class[#method]} (needs the external data), {@code
 * journey:name}, {@code spec:file under web/src} or {@code bench:name}.
 */
class RequirementsTests {

    @Test
    void knowsEveryDemandOfTheSourcesOnce() throws IOException {
        var demanded = Stream.of(rows("H", 64), rows("N", 64), rows("L", 81))
                .flatMap(rows -> rows)
                .toList();

        assertThat(Row.all()).extracting(Row::id).containsExactlyInAnyOrderElementsOf(demanded);
    }

    @Test
    void namesOnlyEvidenceThatExists() throws IOException {
        assertThat(Row.all()).isNotEmpty().allSatisfy(row -> {
            if (row.state() == State.WORKS) {
                assertThat(row.evidence()).as(row.id()).isNotEmpty();
            }
            assertThat(row.evidence()).as(row.id()).allSatisfy(this::exists);
        });
    }

    @Test
    void tellsTheReadersHowFarItIs() throws IOException {
        for (var page : List.of("../README.md", "../README.zh-CN.md")) {
            Generated.check(Path.of(page), "status", table());
        }
    }

    private static Stream<String> rows(String source, int count) {
        return IntStream.rangeClosed(1, count).mapToObj("%s%%02d".formatted(source)::formatted);
    }

    private void exists(String evidence) throws IOException {
        var parts = evidence.split(":", 2);
        switch (parts[0]) {
            case "test", "data" -> assertThat(isLong(parts[1])).as(evidence).isFalse();
            case "long" -> assertThat(isLong(parts[1])).as(evidence).isTrue();
            case "journey" ->
                assertThat(everything(Path.of("../web/e2e"), ".mjs"))
                        .as(evidence)
                        .contains("'" + parts[1] + "'");
            case "spec" -> assertThat(Path.of("../web/src", parts[1])).exists();
            case "bench" ->
                assertThat(Path.of("../bench/results", parts[1] + ".json")).exists();
            default -> fail("not evidence: " + evidence);
        }
    }

    private static String everything(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            var texts = new StringBuilder();
            for (var file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                texts.append(Files.readString(file));
            }
            return texts.toString();
        }
    }

    /** Fails when there is no such test, or when it is switched off. */
    private static boolean isLong(String name) {
        var parts = List.of(name.split("#", 2));
        try {
            var type = Class.forName(parts.getFirst());
            assertThat(type.isAnnotationPresent(Disabled.class)).as(name).isFalse();
            var methods = Arrays.stream(type.getDeclaredMethods())
                    .filter(method ->
                            AnnotationSupport.isAnnotated(method, org.junit.platform.commons.annotation.Testable.class))
                    .filter(method -> parts.size() == 1 || method.getName().equals(parts.getLast()))
                    .toList();
            assertThat(methods).as(name).isNotEmpty();
            assertThat(methods).as(name).noneMatch(method -> method.isAnnotationPresent(Disabled.class));
            return Stream.concat(Stream.of(type), methods.stream().limit(parts.size() == 1 ? 0 : 1))
                    .flatMap(element -> AnnotationSupport.findRepeatableAnnotations(element, Tag.class).stream())
                    .anyMatch(tag -> tag.value().equals("long"));
        } catch (ClassNotFoundException e) {
            return fail("no such test: " + name, e);
        }
    }

    private static String table() throws IOException {
        var rows = Row.all();
        return "| source | rows | work | in part | open |\n| --- | --: | --: | --: | --: |\n"
                + Stream.of(List.of("H", "Henan"), List.of("N", "Nanyang"), List.of("L", "Liuyang"))
                        .map(source -> {
                            var own = rows.stream()
                                    .filter(row -> row.id().startsWith(source.getFirst()))
                                    .toList();
                            return "| %s (%s) | %d | %d | %d | %d |\n"
                                    .formatted(
                                            source.getLast(),
                                            source.getFirst(),
                                            own.size(),
                                            count(own, State.WORKS),
                                            count(own, State.PART),
                                            count(own, State.OPEN));
                        })
                        .collect(Collectors.joining())
                + "\nWorking: " + names(rows, State.WORKS) + ".\nIn part: " + names(rows, State.PART) + ".\n";
    }

    private static long count(List<Row> rows, State state) {
        return rows.stream().filter(row -> row.state() == state).count();
    }

    private static String names(List<Row> rows, State state) {
        var names =
                rows.stream().filter(row -> row.state() == state).map(Row::id).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none yet" : names;
    }
}
