package io.linli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the launcher prepare a faster next start in the background, once this one is done. */
final class NextStart {

    private static final Logger log = LoggerFactory.getLogger(NextStart.class);

    private NextStart() {}

    static void prepare(Path home) {
        var launcher = System.getProperty("linli.prepare");
        if (launcher == null) {
            return;
        }
        try {
            var output = home.resolve("logs/prepare.log").toFile();
            new ProcessBuilder(launcher, "prepare")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(output))
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException e) {
            log.info("The next start is not prepared: it will be as this one", e);
        }
    }
}
