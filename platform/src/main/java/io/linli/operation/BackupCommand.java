package io.linli.operation;

import io.linli.settings.NewHome;
import io.linli.settings.OwnerDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code ./linli backup}: database and files in one sealed file, while Linli runs or stands still. */
@Command(name = "backup", mixinStandardHelpOptions = true, resourceBundle = OperationCommand.BUNDLE)
final class BackupCommand extends OperationCommand {

    @Option(names = "--to", descriptionKey = "to")
    private @Nullable Path to;

    @Option(names = "--with-keys", descriptionKey = "with-keys")
    private boolean withKeys;

    @Override
    int work() throws Exception {
        if (withKeys && !hasPassphrase()) {
            throw new ParameterException(spec().commandLine(), TEXTS.say("backup.keys-need-passphrase"));
        }
        var target = target();
        try (var database = OwnerDatabase.of(home());
                var progress = Progress.ofCommand("backup")) {
            var made = new Backup(database, home(), seal(), version()).write(target, withKeys, progress);
            tell(
                    "backup.made",
                    made.file(),
                    megabytes(made.bytes()),
                    made.contents().tables().size(),
                    made.rows(),
                    made.contents().files());
            tell(
                    hasPassphrase() ? "backup.sealed-by-passphrase" : "backup.sealed-by-keys",
                    seal().keys().path());
            return 0;
        }
    }

    private Path target() {
        var named = to == null
                ? home().resolve(NewHome.BACKUPS)
                : to.toAbsolutePath().normalize();
        return to == null || Files.isDirectory(named) || to.toString().endsWith("/")
                ? named.resolve(BackupFolder.newName(Clock.systemUTC().instant()))
                : named;
    }
}
