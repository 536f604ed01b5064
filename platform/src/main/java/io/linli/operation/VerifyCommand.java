package io.linli.operation;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./linli verify FILE}: restores into a folder for the look only and compares. */
@Command(name = "verify", mixinStandardHelpOptions = true, resourceBundle = OperationCommand.BUNDLE)
final class VerifyCommand extends OperationCommand {

    @Parameters(paramLabel = "FILE", descriptionKey = "backup-file")
    private Path file = Path.of("");

    @Option(names = "--scratch", descriptionKey = "scratch")
    private @Nullable Path scratch;

    @Override
    int work() throws Exception {
        var seal = seal();
        var backup = SealedFile.open(file.toAbsolutePath(), seal);
        var folder = Files.createTempDirectory(
                scratch == null ? Path.of(System.getProperty("java.io.tmpdir")) : scratch, "linli-verify-");
        try (var progress = Progress.ofCommand("verify")) {
            var done = new Restore(backup, seal).compare(folder, progress);
            tell(
                    "verify.good",
                    backup.path(),
                    done.manifest().taken(),
                    done.contents().tables().size(),
                    done.rows(),
                    done.contents().files());
            done.manifest().proofs().forEach((name, words) -> tell("verify." + name, words));
            return 0;
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
