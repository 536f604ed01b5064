package io.linli;

import static io.linli.settings.CannotStart.Reason.OPTION_UNKNOWN;

import io.linli.settings.CannotStart;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Starts the server; every other option, such as {@code --server.port=9000}, is passed on to it. */
abstract sealed class StartCommand implements Callable<Integer> {

    @Unmatched
    private final List<String> settings = new ArrayList<>();

    @Option(names = "--instances", descriptionKey = "instances")
    private @Nullable Integer instances;

    @Option(names = "--duties", descriptionKey = "duties")
    private final List<String> duties = new ArrayList<>();

    abstract boolean demo();

    abstract boolean fresh();

    @Override
    public Integer call() {
        for (var setting : settings) {
            if (!setting.matches("--[\\w.\\-\\[\\]]+(=.*)?")) {
                throw new CannotStart(OPTION_UNKNOWN, setting, demo() ? "run" : "serve");
            }
        }
        if (instances != null) {
            Keeper.start(demo(), fresh(), Crew.of(instances, duties), settings);
        } else if (!duties.isEmpty()) {
            throw new CannotStart(OPTION_UNKNOWN, "--duties", demo() ? "run" : "serve");
        } else {
            Server.start(demo(), fresh(), settings);
        }
        return Commands.GOES_ON;
    }

    @Command(name = "run", mixinStandardHelpOptions = true)
    static final class Run extends StartCommand {

        @Option(names = "--fresh", descriptionKey = "fresh")
        private boolean fresh;

        @Override
        boolean demo() {
            return true;
        }

        @Override
        boolean fresh() {
            return fresh;
        }
    }

    @Command(name = "serve", mixinStandardHelpOptions = true)
    static final class Serve extends StartCommand {

        @Override
        boolean demo() {
            return false;
        }

        @Override
        boolean fresh() {
            return false; // what is not a demo is not thrown away by an option
        }
    }
}
