package io.linli.analysis.language;

import io.linli.analysis.language.ModelFile.Unreadable;
import io.linli.settings.EachInstance;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The model in use: the one that ships, or the one that the operator put into the data folder. A new file is taken up while
 * Linli runs; one that cannot be read is passed over, and the model before it stays.
 */
@Component
@EachInstance
class Models {

    private static final Logger log = LoggerFactory.getLogger(Models.class);
    private static final String SHIPPED = "/analysis/triage-model.zip";

    private final Path file;
    private volatile @Nullable Classifier current;
    private @Nullable FileTime seen;

    @Autowired
    Models(@Value("${linli.data-dir}") Path data) {
        this(data.resolve("models").resolve("triage-model.zip"), null);
    }

    Models(Path file, @Nullable Classifier current) {
        this.file = file;
        this.current = current;
    }

    /** Read when it is first asked for, or by the timer soon after the start. */
    Classifier get() {
        var known = current;
        return known == null ? first() : known;
    }

    /** Null before it was read: who cannot wait goes on without it. */
    @Nullable
    Classifier ifReady() {
        return current;
    }

    private synchronized Classifier first() {
        look();
        var known = current;
        if (known == null) {
            throw new IllegalStateException("There is no model");
        }
        return known;
    }

    @Scheduled(fixedDelayString = "${linli.analysis.model-refresh:10s}")
    synchronized void look() {
        if (current == null) {
            current = shipped();
        }
        try {
            if (!Files.isRegularFile(file)) {
                if (seen != null) {
                    seen = null;
                    current = shipped();
                    log.info("The model file is gone; the shipped model is in use");
                }
                return;
            }
            var changed = Files.getLastModifiedTime(file);
            if (!changed.equals(seen)) {
                seen = changed;
                take();
            }
        } catch (IOException e) {
            log.warn("The model file cannot be looked at; the model before it stays", e);
        }
    }

    private void take() throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var model = ModelFile.read(in);
            current = new Classifier(model);
            log.info("The model {} is in use", model.card().version());
        } catch (Unreadable e) {
            log.warn("The model file cannot be read; the model before it stays", e);
        }
    }

    /** Keeps a new model beside those before it and takes it up. It takes the place of the other whole or not at all. */
    synchronized void use(LinearModel model) throws IOException {
        var folder = Objects.requireNonNull(file.getParent());
        var versions = Files.createDirectories(folder.resolve("versions"));
        keep(get().model(), versions); // one that the operator put there himself is nowhere else
        var kept = keep(model, versions);
        var next = folder.resolve("triage-model.zip.new");
        Files.copy(kept, next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        seen = null; // also when the clock of the disk says the same as before
        look();
    }

    private static Path keep(LinearModel model, Path versions) throws IOException {
        var kept = versions.resolve(model.card().version() + ".zip");
        if (!Files.exists(kept)) {
            try (var out = Files.newOutputStream(kept)) {
                ModelFile.write(model, out);
            }
        }
        return kept;
    }

    static Classifier shipped() {
        try (@Nullable InputStream in = Models.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("The model does not ship");
            }
            return new Classifier(ModelFile.read(in));
        } catch (Unreadable e) {
            throw new IllegalStateException("The shipped model is damaged", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
