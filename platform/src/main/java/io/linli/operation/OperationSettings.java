package io.linli.operation;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * What the operator sets.
 *
 * @param backupFolder where scheduled backups go; the folder {@code backups} of the data unless it is named
 * @param backupKeep how many of them stay
 * @param backupAlarm how old the last backup may be
 * @param backupBeforeUpgrade whether data of an older Linli are saved before they are brought up to date
 * @param diskWarning at how many per cent of the disk the operator is warned
 */
@ConfigurationProperties("linli.operation")
record OperationSettings(
        @Nullable Path backupFolder,
        @DefaultValue("14") int backupKeep,
        @DefaultValue("26h") Duration backupAlarm,
        @DefaultValue("true") boolean backupBeforeUpgrade,
        @DefaultValue("90") int diskWarning) {

    OperationSettings {
        if (backupKeep < 1 || diskWarning < 1 || diskWarning > 100) {
            throw new IllegalArgumentException("linli.operation: backup-keep is 1 or more, disk-warning 1 to 100");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(OperationSettings.class)
    static class Bound {}
}
