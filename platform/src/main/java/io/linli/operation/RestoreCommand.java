package io.linli.operation;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./linli restore FILE}: data folder and database as they were when the backup was made. */
@Command(name = "restore", mixinStandardHelpOptions = true, resourceBundle = OperationCommand.BUNDLE)
final class RestoreCommand extends OperationCommand {

    @Parameters(paramLabel = "FILE", descriptionKey = "backup-file")
    private Path file = Path.of("");

    @Option(names = "--replace", descriptionKey = "replace")
    private boolean replace;

    @Override
    int work() throws Exception {
        var seal = seal();
        try (var progress = Progress.ofCommand("restore")) {
            var done = new Restore(SealedFile.open(file.toAbsolutePath(), seal), seal).into(home(), replace, progress);
            tell(
                    "restore.done",
                    home(),
                    done.manifest().taken(),
                    done.contents().tables().size(),
                    done.rows(),
                    done.contents().files());
            if (done.former() != null) {
                tell("restore.former", done.former());
            }
            return 0;
        }
    }
}
