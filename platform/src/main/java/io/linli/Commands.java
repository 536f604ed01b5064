package io.linli;

import static io.linli.settings.CannotStart.Reason.OPTION_UNKNOWN;
import static io.linli.settings.CannotStart.Reason.UNEXPECTED;

import io.linli.settings.BothLanguages;
import io.linli.settings.CannotStart;
import io.linli.settings.OnData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;

/** The words after {@code linli}. Whatever goes wrong in one of them ends in one line and an exit code other than 0. */
@Command(name = "linli", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class)
final class Commands implements Runnable {

    static final int GOES_ON = -1;

    private static final String LIST = "META-INF/linli/commands";

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private Commands() {}

    static int run(String... args) {
        // the jar alone, with settings only, is what a service manager starts
        var words = args.length == 0 || args[0].matches("--[^=]+=.*") ? prepend("serve", args) : args;
        return line().execute(words);
    }

    static CommandLine line() {
        var line = new CommandLine(new Commands());
        line.addSubcommand(new StartCommand.Run()).addSubcommand(new StartCommand.Serve());
        line.setResourceBundle(BothLanguages.of("messages/commands"));
        var lab = new CommandLine(new LabCommand());
        lab.setResourceBundle(BothLanguages.of("messages/commands"));
        contributed(LabCommand.LIST).forEach(lab::addSubcommand);
        line.addSubcommand(lab);
        contributed(LIST).forEach(line::addSubcommand);
        var usual = line.getExecutionStrategy();
        IExecutionStrategy withApplication = parsed -> {
            var last = parsed.asCommandLineList().getLast();
            return last.getCommand() instanceof OnData command && !last.isUsageHelpRequested()
                    ? Server.lend(command)
                    : usual.execute(parsed);
        };
        return line.setExecutionStrategy(withApplication)
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure))
                .setParameterExceptionHandler((failure, words) -> explain(failure));
    }

    private static String[] prepend(String word, String... args) {
        var words = new String[args.length + 1];
        words[0] = word;
        System.arraycopy(args, 0, words, 1, args.length);
        return words;
    }

    /** The line for the failure, its cause or the cause of that. */
    static int tell(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof CannotStart known) {
                System.err.println(known.line());
                return 1;
            }
        }
        System.err.println(new CannotStart(UNEXPECTED, String.valueOf(failure), "-").line());
        return 1;
    }

    private static int explain(ParameterException failure) {
        var command = failure.getCommandLine();
        System.err.println(
                new CannotStart(OPTION_UNKNOWN, String.valueOf(failure.getMessage()), command.getCommandName()).line());
        return 2;
    }

    private static List<Object> contributed(String list) {
        try {
            return Collections.list(Commands.class.getClassLoader().getResources(list)).stream()
                    .flatMap(each -> Arrays.stream(read(each).split("\\R")))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty() && !name.startsWith("#"))
                    .distinct()
                    .map(Commands::create)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(URL list) {
        try (var in = list.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object create(String name) {
        try {
            var constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true); // a command is package-private in its module
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(LIST + " names " + name, e);
        }
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.err);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"Linli " + (version == null ? "0" : version)};
        }
    }
}
