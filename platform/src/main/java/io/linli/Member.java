package io.linli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * One of several instances that a {@link Keeper} started.
 *
 * @param keeper its process
 * @param joins whether the keeper holds the data folder for all, as it does where the database is ours
 * @param welcome where the whole is reached; one of them tells it at the terminal
 */
record Member(
        int number, long keeper, boolean joins, @Nullable String welcome) {

    static final String WELCOME = "linli.welcome";

    private static final String NUMBER = "--linli.member=";
    private static final String KEEPER = "--linli.keeper=";
    private static final String JOINS = "--linli.joins=";

    /** As {@link #options} has it; null for an instance that stands alone. */
    static @Nullable Member named(List<String> settings) {
        return value(settings, NUMBER)
                .map(number -> new Member(
                        Integer.parseInt(number),
                        Long.parseLong(value(settings, KEEPER).orElse("0")),
                        value(settings, JOINS).map(Boolean::valueOf).orElse(false),
                        value(settings, "--" + WELCOME + "=").orElse(null)))
                .orElse(null);
    }

    private static Optional<String> value(List<String> settings, String option) {
        return settings.stream()
                .filter(setting -> setting.startsWith(option))
                .map(setting -> setting.substring(option.length()))
                .findFirst();
    }

    List<String> options() {
        var options = new ArrayList<>(List.of(NUMBER + number, KEEPER + keeper, JOINS + joins));
        if (welcome != null) {
            options.add("--" + WELCOME + "=" + welcome);
        }
        return options;
    }

    boolean welcomes() {
        return welcome != null;
    }

    String log() {
        return "logs/linli-" + number + ".log";
    }

    /** Where each tells its process, and where it listens, while it answers. */
    static Path folder(Path home) {
        return home.resolve("instances");
    }

    Path file(Path home) {
        return folder(home).resolve(Integer.toString(number));
    }

    /** A keeper that was killed leaves nobody behind who holds its data. */
    void endWithItsKeeper() {
        var process =
                ProcessHandle.of(keeper).orElseThrow(() -> new IllegalStateException("The keeper has ended already"));
        var end = process.onExit().thenRun(() -> System.exit(1));
        if (end.isCompletedExceptionally()) {
            throw new IllegalStateException("The keeper cannot be watched");
        }
    }

    ApplicationListener<ApplicationEvent> presence(Path home) {
        return event -> {
            try {
                if (event instanceof ApplicationReadyEvent ready) {
                    var port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port", "-");
                    var file = file(home);
                    var fresh = file.resolveSibling(number + ".new");
                    Files.writeString(fresh, ProcessHandle.current().pid() + "\n" + port + "\n");
                    Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                } else if (event instanceof ContextClosedEvent) {
                    Files.deleteIfExists(file(home));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
