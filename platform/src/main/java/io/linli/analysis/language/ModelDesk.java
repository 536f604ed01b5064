package io.linli.analysis.language;

import io.linli.analysis.lab.LabFile;
import io.linli.identity.Caller;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentWords;
import io.linli.incident.IncidentWords.Worded;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** The model in use, how it does, and learning anew from what this place has closed and people have put right. */
@Service
public class ModelDesk {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("uuuu-MM-dd.HHmmss");
    private static final Duration LATELY = Duration.ofDays(56);
    private static final int BATCH = 500;
    private static final int MOST = 50_000;
    private static final int MOST_LATELY = 20_000;
    private static final int OUTERMOST = 2;
    private static final int SHOWN = 10;

    private final Models models;
    private final KindCorrections corrections;
    private final Runs runs;
    private final IncidentWords words;
    private final Acts acts;
    private final Clock clock;
    private final Path folder;

    ModelDesk(
            Models models,
            KindCorrections corrections,
            Runs runs,
            IncidentWords words,
            Acts acts,
            Clock clock,
            @Value("${linli.data-dir}") Path data) {
        this.models = models;
        this.corrections = corrections;
        this.runs = runs;
        this.words = words;
        this.acts = acts;
        this.clock = clock;
        this.folder = data.resolve("models");
    }

    /**
     * How the model is.
     *
     * @param corrections that people made since this version is in use
     * @param drift null when nobody has asked yet
     */
    public record State(
            ModelCard card,
            long corrections,
            long followed,
            List<Training> trainings,
            @Nullable Run drifting,
            @Nullable Drift drift) {}

    /**
     * One time that it learned anew.
     *
     * @param outcome null while it runs, and when it failed
     */
    public record Training(Run run, Learning.@Nullable Trained outcome) {}

    public State state() {
        var card = models.get().card();
        var count = corrections.under(card.version());
        var drifting = runs.latest(Runs.Kind.DRIFT, 1);
        return new State(
                card,
                count.corrections(),
                count.followed(),
                runs.latest(Runs.Kind.TRAINING, SHOWN).stream()
                        .map(kept -> new Training(kept.run(), kept.as(Learning.Trained.class)))
                        .toList(),
                drifting.isEmpty() ? null : drifting.getFirst().run(),
                runs.done(Runs.Kind.DRIFT).map(kept -> kept.as(Drift.class)).orElse(null));
    }

    /** Learns anew, behind the scenes; refused while another does. */
    public Run train(Caller caller, String reason) {
        var run = runs.begin(Runs.Kind.TRAINING, caller, reason, this::learn);
        acts.did(Act.of("model.train").on("run", run.id()).because(reason));
        return run;
    }

    /** Looks at what was reported lately. */
    public Run look(Caller caller, String reason) {
        var run = runs.begin(Runs.Kind.DRIFT, caller, reason, this::drift);
        acts.did(Act.of("model.look").on("run", run.id()).because(reason));
        return run;
    }

    Drift drift() {
        var since = clock.instant().minus(LATELY);
        return Drift.of(models.get(), words.reported(since, MOST_LATELY), new HashSet<>(corrections.since(since)));
    }

    Learning.Trained learn() {
        var now = LocalDateTime.ofInstant(clock.instant(), ZONE);
        var own = List.copyOf(own().values());
        var others = others();
        var heldBack = folder.resolve("held-back.csv");
        var result = Learning.learn(
                own,
                others,
                Files.isRegularFile(heldBack) ? LabelledFile.read(heldBack) : null,
                models.get(),
                VERSION.format(now),
                now.toLocalDate(),
                "本地已办结和经人更正类别的事件 %d 件，另有文件中的文本 %d 条。 %d matters that were closed here or put right by people, and %d texts from files."
                        .formatted(own.size(), others.size(), own.size(), others.size()));
        if (result.model() != null) {
            try {
                models.use(result.model());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return result.trained();
    }

    /** What was closed, and what people said of what is still open. */
    private Map<IncidentId, Labelled> own() {
        var names = names();
        var texts = new LinkedHashMap<IncidentId, Labelled>();
        var batch = words.closed(null, BATCH);
        while (!batch.isEmpty() && texts.size() < MOST) {
            batch.forEach(one -> add(one, names, texts));
            batch = words.closed(batch.getLast().id(), BATCH);
        }
        var said = corrections.incidents(MOST);
        for (int from = 0; from < said.size(); from += BATCH) {
            words.of(said.subList(from, Math.min(said.size(), from + BATCH))).forEach(one -> add(one, names, texts));
        }
        return texts;
    }

    private static void add(Worded one, Map<String, String> names, Map<IncidentId, Labelled> texts) {
        var category = one.category();
        var kind = category == null ? null : names.get(category.substring(0, OUTERMOST));
        if (kind != null) {
            texts.put(one.id(), new Labelled(Wording.of(one.text()), kind));
        }
    }

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        Matters.codes().forEach((name, code) -> names.put(code, name));
        return names;
    }

    /** Labelled texts that the operator put there, as {@code lab train} reads them. */
    private List<Labelled> others() {
        var texts = new ArrayList<Labelled>();
        var learn = folder.resolve("learn");
        if (Files.isDirectory(learn)) {
            try (var files = Files.newDirectoryStream(learn, "*.{csv,csv.gz}")) {
                for (var file : files) {
                    texts.addAll(LabelledFile.read(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (LabFile.Unfit e) {
                throw new IllegalStateException("A file to learn from cannot be read", e);
            }
        }
        return texts;
    }
}
