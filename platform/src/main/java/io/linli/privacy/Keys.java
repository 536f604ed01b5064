package io.linli.privacy;

import static io.linli.settings.CannotStart.Reason.KEYS_FOREIGN;
import static io.linli.settings.CannotStart.Reason.KEYS_IN_DATA;
import static io.linli.settings.CannotStart.Reason.KEYS_MISSING;
import static io.linli.settings.CannotStart.Reason.KEYS_VERSION_MISSING;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.settings.CannotStart;
import io.linli.settings.EachInstance;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys in use. The database keeps one sealed word for each version, so that a start with a missing or a foreign key
 * file is refused at once and not found out at the first letter that does not open.
 */
@Component
@EachInstance
class Keys {

    private static final Logger log = LoggerFactory.getLogger(Keys.class);
    private static final String CHECK = "privacy.check";
    private static final byte[] WORD = "linli".getBytes(UTF_8);
    private static final int BLIND_INDEX = 0; // stands for the index key beside the versions, which start at one
    private static final long LOCK = 0x6c696e6c696b6579L; // "linlikey"

    private final KeyFile file;
    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private volatile KeyRing ring;
    private volatile FileTime read;

    Keys(
            @Value("${linli.key-file}") Path path,
            @Value("${linli.data-dir}") Path dataDir,
            JdbcTemplate database,
            PlatformTransactionManager transactions) {
        file = new KeyFile(path);
        if (file.path().startsWith(dataDir.toAbsolutePath().normalize())) {
            throw new CannotStart(KEYS_IN_DATA, file.path());
        }
        this.database = database;
        transaction = new TransactionTemplate(transactions);
        var found = transaction.execute(status -> start());
        read = file.changed();
        ring = found;
    }

    KeyRing ring() {
        return ring;
    }

    /** The ring that has this version: another server may have sealed with a key made a moment ago. */
    KeyRing ringWith(int version) {
        if (!ring.knows(version) && !file.changed().equals(read)) {
            return file.read();
        }
        return ring;
    }

    /** Takes up a key that was added while running, once its check is kept. */
    @Scheduled(fixedDelayString = "${linli.key-check-interval:PT1M}", initialDelayString = "PT1M")
    void refresh() {
        try {
            var changed = file.changed();
            if (changed.equals(read)) {
                return;
            }
            var found = file.read();
            transaction.executeWithoutResult(status -> verify(found));
            ring = found;
            read = changed;
            log.info("The key file changed; version {} seals from now on", found.current());
        } catch (CannotStart e) {
            log.error("The key file changed and is not taken up; the keys in use stay. {}", e.line());
        }
    }

    private KeyRing start() {
        // two servers that start on a new database must not each make keys
        database.query("select pg_advisory_xact_lock(?)", rows -> {}, LOCK);
        if (!file.exists()) {
            if (!checks().isEmpty()) {
                throw new CannotStart(KEYS_MISSING, file.path());
            }
            file.create(KeyRing.fresh());
            log.info("New keys in {}; without this file nothing personal can be read: keep a copy apart", file.path());
        }
        var found = file.read();
        verify(found);
        return found;
    }

    private void verify(KeyRing found) {
        var checks = checks();
        var index = checks.get(BLIND_INDEX);
        if (index != null && !Arrays.equals(index, found.index(CHECK, "linli"))) {
            throw new CannotStart(KEYS_FOREIGN, file.path());
        }
        checks.forEach((version, check) -> {
            if (version != BLIND_INDEX && !opens(found, check)) {
                throw new CannotStart(KEYS_VERSION_MISSING, file.path(), version);
            }
        });
        if (!checks.containsKey(BLIND_INDEX)) {
            keep(BLIND_INDEX, found.index(CHECK, "linli"));
        }
        for (var version : found.versions().keySet()) {
            if (!checks.containsKey(version)) {
                keep(version, Envelope.seal(found, version, CHECK, WORD));
            }
        }
    }

    private static boolean opens(KeyRing found, byte[] check) {
        try {
            return Arrays.equals(WORD, Envelope.open(found, CHECK, check));
        } catch (IllegalStateException e) {
            log.debug("A check does not open", e);
            return false;
        }
    }

    private Map<Integer, byte[]> checks() {
        var checks = new TreeMap<Integer, byte[]>();
        database.query(
                "select version, sealed from privacy.key_check",
                rows -> {
                    checks.put(rows.getInt("version"), rows.getBytes("sealed"));
                },
                List.of().toArray());
        return checks;
    }

    private void keep(int version, byte[] sealed) {
        database.update(
                "insert into privacy.key_check (version, sealed) values (?, ?) on conflict (version) do nothing",
                version,
                sealed);
    }
}
