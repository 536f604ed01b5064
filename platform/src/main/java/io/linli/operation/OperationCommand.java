package io.linli.operation;

import io.linli.privacy.KeysApart;
import io.linli.settings.BothLanguages;
import io.linli.settings.DataDirectory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command of the operator's, which works beside the application: while it runs, or when it cannot. */
abstract class OperationCommand implements Callable<Integer> {

    static final String BUNDLE = "messages/operation";
    static final BothLanguages TEXTS = BothLanguages.of(BUNDLE);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--passphrase-file", descriptionKey = "passphrase-file")
    private @Nullable Path passphraseFile;

    @Override
    public Integer call() throws Exception {
        // what goes wrong is told in one line; a log belongs to the server
        LoggingSystem.get(OperationCommand.class.getClassLoader()).beforeInitialize();
        return work();
    }

    abstract int work() throws Exception;

    final Seal seal() {
        return new Seal(KeysApart.named(), passphraseFile);
    }

    final boolean hasPassphrase() {
        return passphraseFile != null;
    }

    static Path home() {
        return DataDirectory.named().toAbsolutePath().normalize();
    }

    static String version() {
        var version = OperationCommand.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    final void tell(String key, Object... details) {
        if (spec == null) {
            throw new IllegalStateException("Picocli fills this");
        }
        var out = spec.commandLine().getOut();
        out.println(TEXTS.say(key, details));
        out.flush();
    }

    final CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("Picocli fills this");
        }
        return spec;
    }

    static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
