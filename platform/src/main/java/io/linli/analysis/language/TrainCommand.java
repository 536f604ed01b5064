package io.linli.analysis.language;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.lab.LabWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./linli lab train FILE… --to MODEL}: learns from labelled texts and writes the model with its card. */
@Command(name = "train", mixinStandardHelpOptions = true)
final class TrainCommand extends LabWork {

    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "train.files")
    private List<Path> files = List.of();

    @Option(names = "--without", paramLabel = "FILE", required = true, descriptionKey = "train.without")
    private Path without = Path.of("");

    @Option(names = "--to", paramLabel = "MODEL", required = true, descriptionKey = "train.to")
    private Path to = Path.of("");

    @Option(names = "--named", paramLabel = "VERSION", required = true, descriptionKey = "train.named")
    private String version = "";

    @Option(names = "--data", paramLabel = "TEXT", required = true, descriptionKey = "train.data")
    private String data = "";

    @Override
    protected ModelCard work() {
        var judged = LabelledFile.read(without);
        var copies = new NearCopies(judged);
        var texts = new ArrayList<Labelled>();
        for (var file : files) {
            texts.addAll(LabelledFile.read(file));
        }
        int all = texts.size();
        texts.removeIf(copies::has);
        if (texts.stream().map(Labelled::kind).distinct().count() < 2) {
            throw new LabFile.Unfit("train.too-few", texts.size());
        }
        var model = Training.model(texts, judged, version, LocalDate.now(Clock.systemUTC()), data, all - texts.size());
        try (var out = Files.newOutputStream(to)) {
            ModelFile.write(model, out);
        } catch (IOException e) {
            throw new LabFile.Unfit("train.not-written", to);
        }
        return model.card();
    }
}
