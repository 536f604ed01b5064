package io.linli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code ./linli lab …}: what is computed on live data, tried on a file and without a server. Each module names its own in
 * {@code META-INF/linli/lab}.
 */
@Command(name = "lab", mixinStandardHelpOptions = true)
final class LabCommand implements Runnable {

    static final String LIST = "META-INF/linli/lab";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
    }
}
