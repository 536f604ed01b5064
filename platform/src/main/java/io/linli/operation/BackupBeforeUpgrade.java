package io.linli.operation;

import io.linli.privacy.KeysApart;
import io.linli.settings.NewHome;
import io.linli.settings.OwnerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Saves the data of an older Linli before the first migration touches them: the way back when the new one does not please. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class BackupBeforeUpgrade implements FlywayConfigurationCustomizer {

    private static final Logger log = LoggerFactory.getLogger(BackupBeforeUpgrade.class);

    private final boolean wanted;
    private final Path home;
    private final Path keyFile;
    private final String version;

    // no other bean: this one is needed before there is a database
    BackupBeforeUpgrade(
            @Value("${linli.operation.backup-before-upgrade:true}") boolean asked,
            @Value("${linli.started-by-command:false}") boolean started,
            @Value("${spring.datasource.url:}") String elsewhere,
            @Value("${linli.data-dir}") Path home,
            @Value("${linli.key-file}") Path keyFile,
            @Value("${linli.version}") String version) {
        // a database elsewhere is its operator's to save, and need not even answer yet
        this.wanted = asked && started && elsewhere.isBlank();
        this.home = home.toAbsolutePath().normalize();
        this.keyFile = keyFile;
        this.version = version;
    }

    @Override
    public void customize(FluentConfiguration migrations) {
        if (!wanted) {
            return;
        }
        var done = done(migrations.getDataSource());
        if (done.isEmpty()) {
            log.info("New data: there is nothing to save before they are set up");
            return;
        }
        var pending = pending(done, known());
        if (!pending.isEmpty()) {
            save(pending);
        }
    }

    private void save(Collection<String> pending) {
        var target = home.resolve(NewHome.BACKUPS)
                .resolve("before-" + version + "-"
                        + BackupFolder.newName(Clock.systemUTC().instant()));
        log.info("Before {} migrations the data are saved in {}", pending.size(), target);
        try (var database = OwnerDatabase.of(home)) {
            new Backup(database, home, new Seal(KeysApart.in(keyFile), null), version)
                    .write(target, false, Progress.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<Manifest.Migration>> done(@Nullable DataSource owner) {
        if (owner == null) {
            throw new IllegalStateException("Flyway has no database");
        }
        try (var connection = owner.getConnection()) {
            return Snapshot.migrations(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("What was migrated cannot be read", e);
        }
    }

    /** Scripts of ours, by the history table in which they will stand. */
    private static Map<String, Set<String>> known() {
        try {
            var known = new TreeMap<String, Set<String>>();
            for (var script :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/V*.sql")) {
                var parts = script.getURL().getPath().split("/", -1);
                known.computeIfAbsent(Schema.history(parts[parts.length - 2]), name -> new TreeSet<>())
                        .add(parts[parts.length - 1]);
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Collection<String> pending(Map<String, List<Manifest.Migration>> done, Map<String, Set<String>> known) {
        return known.entrySet().stream()
                .flatMap(module -> {
                    var there = done.getOrDefault(module.getKey(), List.of()).stream()
                            .map(Manifest.Migration::script)
                            .collect(Collectors.toSet());
                    return module.getValue().stream().filter(script -> !there.contains(script));
                })
                .toList();
    }
}
