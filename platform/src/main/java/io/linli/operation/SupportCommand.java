package io.linli.operation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./linli support}: one file to send along when asking for help, without anything of a person. */
@Command(name = "support", mixinStandardHelpOptions = true, resourceBundle = OperationCommand.BUNDLE)
final class SupportCommand extends OperationCommand {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    @Option(names = "--to", descriptionKey = "support-to")
    private @Nullable Path to;

    @Override
    int work() throws Exception {
        var now = Clock.systemUTC().instant();
        var target = (to == null ? Path.of("linli-support-" + SECOND.format(now) + ".zip") : to).toAbsolutePath();
        var parts = new SupportBundle(home(), version(), System.getenv()).write(target, now);
        tell("support.made", target, String.join(" ", parts));
        tell("support.look");
        return 0;
    }
}
