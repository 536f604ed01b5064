package io.linli;

import static io.linli.settings.CannotStart.Reason.OPTION_UNKNOWN;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.CannotStart;
import io.linli.settings.DataDirectory;
import io.linli.settings.DemoPassword;
import io.linli.settings.OnData;
import io.linli.settings.Tls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.metrics.jfr.FlightRecorderApplicationStartup;
import picocli.CommandLine.Command;

/** The application in a process of its own: takes the data into its hold first, so that all else may rely on it. */
final class Server {

    static final String DIRECTORY = "dataDirectory";
    static final String STARTED = "linli.started-by-command";
    static final String LOG = "logs/linli.log";
    static final String LOG_FILE = "logging.file.name";

    private static final List<String> WITHOUT_WEB = List.of("--server.port=-1", "--linli.offline=true");

    private static final String DATA_OPTION = "--linli.data-dir=";

    private Server() {}

    static void start(boolean demo, boolean fresh, List<String> settings) {
        var member = Member.named(settings);
        var use = demo ? DataDirectory.Use.DEMO : DataDirectory.Use.PRODUCTION;
        var directory = member != null && member.joins()
                ? DataDirectory.join(folder(settings), use)
                : claim(settings, use, fresh);
        if (member != null) {
            setting(LOG_FILE, directory.home().resolve(member.log()).toString());
            member.endWithItsKeeper();
        }
        // a person at the terminal of a demo is told what to do; the log file has the whole story
        setting("logging.exception-conversion-word", "%ex{short}");
        setting("logging.threshold.console", demo ? "error" : "info");
        var password = demo ? DemoPassword.of(directory) : null;
        var application = application(directory);
        if (member == null || member.welcomes()) {
            application.addListeners((ApplicationListener<ApplicationReadyEvent>)
                    ready -> Welcome.print(ready.getApplicationContext(), password));
        }
        if (member != null) {
            application.addListeners(member.presence(directory.home()));
        }
        var context = run(application, directory, settings);
        if (Boolean.parseBoolean(context.getEnvironment().getProperty("linli.trial"))) {
            System.exit(SpringApplication.exit(context)); // only started to record what a start needs
        }
        NextStart.prepare(directory.home());
    }

    /** The application without a web server, for one command; the exit code is the command's. */
    static int lend(OnData command) throws CannotStart {
        var settings = new ArrayList<>(WITHOUT_WEB);
        settings.addAll(command.settings());
        try (var directory = claim(List.of(), null, false);
                var context = run(application(directory), directory, settings)) {
            context.getBean(Acts.class).did(Act.of("command.run").on("command", name(command.getClass())));
            return command.call(context);
        } catch (CannotStart e) {
            throw e;
        } catch (Exception e) {
            return Commands.tell(e);
        }
    }

    /** Such as {@code import divisions}. */
    private static String name(Class<?> command) {
        var named = command.getAnnotation(Command.class);
        var own = named == null ? command.getSimpleName() : named.name();
        var around = command.getDeclaringClass();
        return around == null ? own : name(around) + " " + own;
    }

    private static SpringApplication application(DataDirectory directory) {
        boolean demo = directory.use() == DataDirectory.Use.DEMO;
        setting("linli.demo", Boolean.toString(demo));
        if (demo) { // commands on its data as well: each start looks after the demo's accounts
            setting("LINLI_DEMO_PASSWORD", DemoPassword.of(directory).value());
        }
        setting(STARTED, "true");
        setting("linli.data-dir", directory.home().toString());
        if (System.getProperty(LOG_FILE) == null) {
            setting(LOG_FILE, directory.home().resolve(LOG).toString());
        }
        var application = new SpringApplication(LinliApplication.class);
        if (Boolean.getBoolean("linli.startup-events")) {
            application.setApplicationStartup(new FlightRecorderApplicationStartup());
        }
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton(DIRECTORY, directory);
            Tls.apply(context.getEnvironment(), directory.home());
        });
        return application;
    }

    private static ConfigurableApplicationContext run(
            SpringApplication application, DataDirectory directory, List<String> settings) {
        try {
            return application.run(settings.stream()
                    .filter(setting -> !setting.startsWith(DATA_OPTION))
                    .toArray(String[]::new));
        } catch (RuntimeException e) {
            throw StartFailure.explain(e, directory.home());
        }
    }

    static DataDirectory claim(List<String> settings, DataDirectory.@Nullable Use use, boolean fresh) {
        var external = database(settings) != null;
        if (external && fresh) {
            throw new CannotStart(OPTION_UNKNOWN, "--fresh + LINLI_DB_URL", "run");
        }
        var directory = DataDirectory.claim(folder(settings), use, !external);
        if (fresh) {
            directory.clear();
        }
        return directory;
    }

    private static Path folder(List<String> settings) {
        return Path.of(settings.stream()
                .filter(setting -> setting.startsWith(DATA_OPTION))
                .map(setting -> setting.substring(DATA_OPTION.length()))
                .reduce((first, last) -> last)
                .orElseGet(() -> DataDirectory.named().toString()));
    }

    /** As it was given: the last of the options, else in the environment. */
    static String option(List<String> settings, String option, String variable, String otherwise) {
        var named = System.getenv(variable);
        return settings.stream()
                .filter(setting -> setting.startsWith(option))
                .map(setting -> setting.substring(option.length()))
                .reduce((first, last) -> last)
                .orElse(named == null || named.isBlank() ? otherwise : named);
    }

    static @Nullable String database(List<String> settings) {
        var options = new ArrayList<>(settings);
        options.removeIf(setting -> !setting.startsWith("--spring.datasource.url="));
        var named = System.getenv("LINLI_DB_URL");
        return !options.isEmpty() ? options.getLast() : named == null || named.isBlank() ? null : named;
    }

    // as system properties: above the configuration file, below the options given
    private static void setting(String name, String value) {
        System.setProperty(name, value);
    }
}
