package io.linli;

import static io.linli.settings.CannotStart.Reason.ADDRESS_NOT_OURS;
import static io.linli.settings.CannotStart.Reason.DISK_FULL;
import static io.linli.settings.CannotStart.Reason.PORT_IN_USE;
import static io.linli.settings.CannotStart.Reason.SCHEMA_CHANGED;
import static io.linli.settings.CannotStart.Reason.SCHEMA_NEWER;
import static io.linli.settings.CannotStart.Reason.UNEXPECTED;

import io.linli.settings.CannotStart;
import io.linli.settings.DataDirectory;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Why a start failed, for people; the whole story goes to the log file. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailure implements SpringBootExceptionReporter {

    private static final Logger log = LoggerFactory.getLogger(StartFailure.class);

    private final @Nullable ConfigurableApplicationContext context;

    StartFailure(@Nullable ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean reportException(Throwable failure) {
        if (context == null || !context.getEnvironment().containsProperty(Server.STARTED)) {
            return false; // not started from the command line: in a test, the whole story is wanted at once
        }
        toTheFileOnly();
        log.error("Not started", failure);
        return true;
    }

    private static void toTheFileOnly() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.detachAppender("CONSOLE");
        }
    }

    static CannotStart explain(Throwable failure, Path home) {
        var causes = causes(failure);
        for (var cause : causes) {
            switch (cause) {
                case CannotStart known -> {
                    return known;
                }
                case PortInUseException used -> {
                    return new CannotStart(failure, PORT_IN_USE, used.getPort());
                }
                case BindException bind -> {
                    return new CannotStart(failure, ADDRESS_NOT_OURS, String.valueOf(bind.getMessage()));
                }
                case FlywayValidateException old -> {
                    var text = String.valueOf(old.getMessage());
                    return new CannotStart(
                            failure, text.contains("not resolved locally") ? SCHEMA_NEWER : SCHEMA_CHANGED);
                }
                default -> {
                    if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                        return new CannotStart(failure, DISK_FULL, home, DataDirectory.ROOM);
                    }
                }
            }
        }
        var last = causes.getLast();
        return new CannotStart(
                failure,
                UNEXPECTED,
                last.getClass().getSimpleName() + ": " + last.getMessage(),
                System.getProperty(Server.LOG_FILE, home.resolve(Server.LOG).toString()));
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable one = failure; one != null && !causes.contains(one); one = one.getCause()) {
            causes.add(one);
        }
        return causes;
    }
}
