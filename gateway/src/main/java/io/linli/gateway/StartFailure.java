package io.linli.gateway;

import java.net.BindException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** Why a start failed, in one line; only what nobody foresaw is told at length. */
class StartFailure implements SpringBootExceptionReporter {

    StartFailure(@Nullable ConfigurableApplicationContext context) {
        // as the factories of Spring Boot ask for
    }

    @Override
    public boolean reportException(Throwable failure) {
        return known(failure) != null;
    }

    static String line(Throwable failure) {
        var known = known(failure);
        return "linli: "
                + (known == null ? Texts.both("start.unexpected", String.valueOf(failure.getMessage())) : known);
    }

    private static @Nullable String known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case PortInUseException used -> {
                    return Texts.both("start.port-in-use", Integer.toString(used.getPort()));
                }
                case ConnectorStartFailedException used -> {
                    return Texts.both("start.port-in-use", Integer.toString(used.getPort()));
                }
                case BindException used -> {
                    return Texts.both("start.port-in-use", String.valueOf(used.getMessage()));
                }
                case RegistrySettings.SecretShort secret -> {
                    return Texts.both("start.secret-short", Integer.toString(RegistrySettings.SHORTEST_SECRET));
                }
                default -> {
                    // perhaps what caused it is known
                }
            }
        }
        return null;
    }
}
