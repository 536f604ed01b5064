package io.linli.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class BackupTimerTests {

    @TempDir
    Path home;

    @Test
    @DisabledIfEnvironmentVariable(named = "LINLI_DB_URL", matches = ".+", disabledReason = "names the database itself")
    void savesNoEmptyDatabaseInThePlaceOfOneThatOnlyTheApplicationWasToldOf() {
        var settings = new OperationSettings(home.resolve("backups"), 14, Duration.ofHours(26), true, 90);
        var timer = new BackupTimer(
                settings,
                "jdbc:postgresql://elsewhere/linli",
                home.resolve("data"),
                home.resolve("keys.json"),
                "0",
                (job, within) -> true,
                Clock.systemUTC());

        assertThatThrownBy(timer::run).hasMessageContaining("LINLI_DB_URL");

        assertThat(home.resolve("backups")).doesNotExist();
        assertThat(home.resolve("data")).doesNotExist();
    }
}
