package io.linli.operation;

import io.linli.privacy.KeysApart;
import io.linli.settings.NewHome;
import io.linli.settings.OwnerDatabase;
import io.linli.settings.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes backups by the clock, when {@code linli.operation.backup-cron} says when, and removes old ones. */
@Component
class BackupTimer {

    private static final Logger log = LoggerFactory.getLogger(BackupTimer.class);

    /** Longer than the clocks of instances differ. */
    private static final Duration TURN = Duration.ofMinutes(10);

    private final OperationSettings settings;
    private final boolean namedToBackups;
    private final Path home;
    private final Path keyFile;
    private final String version;
    private final Turns turns;
    private final Clock clock;

    BackupTimer(
            OperationSettings settings,
            @Value("${spring.datasource.url:}") String elsewhere,
            @Value("${linli.data-dir}") Path home,
            @Value("${linli.key-file}") Path keyFile,
            @Value("${linli.version}") String version,
            Turns turns,
            Clock clock) {
        this.settings = settings;
        this.namedToBackups = elsewhere.isBlank() || OwnerDatabase.isExternal();
        this.home = home.toAbsolutePath().normalize();
        this.keyFile = keyFile;
        this.version = version;
        this.turns = turns;
        this.clock = clock;
    }

    /** One instance does it for all. A failure is this job's, and so an alarm. */
    @Scheduled(cron = "${linli.operation.backup-cron:-}", zone = "Asia/Shanghai")
    void run() throws IOException {
        if (!turns.take("operation.backup", TURN)) {
            return;
        }
        var folder = settings.backupFolder() == null
                        || settings.backupFolder().toString().isEmpty()
                ? home.resolve(NewHome.BACKUPS)
                : settings.backupFolder();
        make(folder.resolve(BackupFolder.newName(clock.instant())));
        var gone = new BackupFolder(folder).keep(settings.backupKeep());
        log.info("{} older backups were removed", gone.size());
    }

    void make(Path target) throws IOException {
        if (!namedToBackups) {
            // else the empty database of the data folder would be saved in its place, and called a good backup
            throw new IllegalStateException("Backups find a database elsewhere by LINLI_DB_URL only");
        }
        try (var database = OwnerDatabase.of(home)) {
            var seal = new Seal(KeysApart.in(keyFile), null);
            var made = new Backup(database, home, seal, version).write(target, false, Progress.none());
            log.info(
                    "Backup {}: {} bytes, {} rows, {} files",
                    target,
                    made.bytes(),
                    made.rows(),
                    made.contents().files());
        }
    }
}
