package io.linli.settings;

import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationContext;

/**
 * A command that works on the data of a stopped Linli: it is given the application without a web server, and holds the
 * data alone meanwhile. (A command that is a plain {@link Callable} runs without the application.) Commands are Picocli
 * commands whose class names stand in {@code META-INF/linli/commands}, one a line.
 */
public interface OnData extends Callable<Integer> {

    /** Called instead of {@link #call()}; what it returns is the exit code. */
    int call(ApplicationContext application) throws Exception;

    /** Settings that the application is started with for this command, such as {@code --linli.journal.pump=false}. */
    default List<String> settings() {
        return List.of();
    }

    @Override
    default Integer call() {
        throw new IllegalStateException("Called with the application only");
    }
}
