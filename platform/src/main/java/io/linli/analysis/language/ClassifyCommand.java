package io.linli.analysis.language;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.linli.analysis.lab.LabFile;
import io.linli.analysis.lab.LabFile.Row;
import io.linli.analysis.lab.LabWork;
import io.linli.analysis.language.Classified.Guess;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./linli lab classify FILE.csv}: what kind of matter each text is, and how well that fits where it is known. */
@Command(name = "classify", mixinStandardHelpOptions = true)
final class ClassifyCommand extends LabWork {

    @Parameters(paramLabel = "FILE", descriptionKey = "classify.file")
    private Path file = Path.of("");

    @Option(names = "--model", paramLabel = "MODEL", descriptionKey = "classify.model")
    private @Nullable Path model;

    /** @param confusion as it was, as it was taken, how often */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String model,
            List<Item> items,
            @Nullable Double accuracy,
            @Nullable Double macroF1,
            @Nullable Map<String, Map<String, Integer>> confusion) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(@Nullable String id, List<Guess> categories) {}

    @Override
    protected Answer work() {
        var classifier = model == null ? Models.shipped() : read(model);
        var rows = LabFile.read(file, Set.of(LabelledFile.TOPIC, LabelledFile.DETAIL));
        var items = rows.stream().map(row -> item(classifier, row)).toList();
        var version = classifier.card().version();
        if (!rows.getFirst().has(LabelledFile.KIND)) {
            return new Answer(version, items, null, null, null);
        }
        var confusion = compare(rows, items);
        return new Answer(version, items, confusion.accuracy(), confusion.macroF1(), confusion.byName());
    }

    private static Classifier read(Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return new Classifier(ModelFile.read(in));
        } catch (ModelFile.Unreadable | IOException e) {
            throw new LabFile.Unfit("classify.model-unreadable", file);
        }
    }

    private static Item item(Classifier classifier, Row row) {
        var id = row.cell("id");
        return new Item(
                id.isBlank() ? null : id,
                classifier
                        .classify(row.cell(LabelledFile.TOPIC) + "\n" + row.cell(LabelledFile.DETAIL))
                        .categories());
    }

    /** What the model has no name for is wrong, too. */
    private static Confusion compare(List<Row> rows, List<Item> items) {
        var kinds = new TreeSet<String>();
        rows.forEach(row -> kinds.add(row.cell(LabelledFile.KIND).strip()));
        items.forEach(item -> kinds.add(item.categories().getFirst().name()));
        var confusion = new Confusion(List.copyOf(kinds));
        for (int i = 0; i < rows.size(); i++) {
            var actual = rows.get(i).cell(LabelledFile.KIND).strip();
            confusion.add(actual, items.get(i).categories().getFirst().name());
        }
        return confusion;
    }

    @Override
    protected void show(Object found) {
        if (found instanceof Answer answer) {
            answer.items().stream()
                    .map(item -> Stream.of(
                                    Stream.of(item.id() == null ? "–" : item.id()),
                                    item.categories().stream()
                                            .map(guess -> "%s %s %.2f"
                                                    .formatted(guess.code(), guess.name(), guess.confidence())))
                            .flatMap(part -> part)
                            .toList())
                    .forEach(line -> out(String.join("\t", line)));
            if (answer.accuracy() != null && answer.macroF1() != null) {
                out(say(
                        "classify.figures",
                        "%.4f".formatted(answer.accuracy()),
                        "%.4f".formatted(answer.macroF1()),
                        answer.items().size()));
            }
        }
    }
}
