package io.linli.privacy;

import static io.linli.settings.CannotStart.Reason.KEYS_FOREIGN;
import static io.linli.settings.CannotStart.Reason.KEYS_IN_DATA;
import static io.linli.settings.CannotStart.Reason.KEYS_MISSING;
import static io.linli.settings.CannotStart.Reason.KEYS_VERSION_MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linli.settings.CannotStart;
import io.linli.settings.CannotStart.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

/** Each test in a transaction that is taken back: the checks in the database belong to the keys of all tests. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Transactional
class KeysTests {

    @TempDir
    Path home;

    @Autowired
    JdbcTemplate database;

    @Autowired
    PlatformTransactionManager transactions;

    Path path;

    @BeforeEach
    void forgetTheKeysOfTheOtherTests() {
        path = home.resolve("keys/keys.json");
        database.update("delete from privacy.key_check");
    }

    @Test
    void areMadeAtTheFirstStartAndTheSameAtTheNext() {
        var sealed = Envelope.seal(start(path).ring(), 1, "test", new byte[] {7});

        assertThat(Envelope.open(start(path).ring(), "test", sealed)).containsExactly(7);
    }

    @Test
    void areNotMadeAnewWhenTheFileIsMissingAndSealedDataIsThere() throws Exception {
        start(path);
        Files.delete(path);

        assertRefused(KEYS_MISSING, () -> start(path));
        assertThat(path).doesNotExist();
    }

    @Test
    void ofAnotherInstanceAreRefused() {
        start(path);
        var other = home.resolve("other/keys.json");
        new KeyFile(other).create(KeyRing.fresh());

        assertRefused(KEYS_FOREIGN, () -> start(other));
    }

    @Test
    void areRefusedWithoutAVersionThatWasInUse() {
        start(path);
        var file = new KeyFile(path);
        var old = file.read();
        file.replace(old.rotated());
        start(path);

        file.replace(old);

        assertRefused(KEYS_VERSION_MISSING, () -> start(path));
    }

    @Test
    void mayNotLieInTheDataDirectory() {
        var inside = home.resolve("data/keys.json");

        assertRefused(KEYS_IN_DATA, () -> start(inside));
        assertThat(inside).doesNotExist();
    }

    @Test
    void areTakenUpWhileRunningWhenAVersionIsAdded() throws Exception {
        var keys = start(path);
        var file = new KeyFile(path);
        var old = Envelope.seal(keys.ring(), 1, "test", new byte[] {7});
        var rotated = keys.ring().rotated();
        file.replace(rotated);
        Files.setLastModifiedTime(path, FileTime.fromMillis(file.changed().toMillis() + 5_000));
        var fresh = Envelope.seal(rotated, 2, "test", new byte[] {8});

        assertThat(Envelope.open(keys.ringWith(2), "test", fresh)).as("at once").containsExactly(8);
        assertThat(keys.ring().current()).isEqualTo(1);
        keys.refresh();

        assertThat(keys.ring().current()).isEqualTo(2);
        assertThat(Envelope.open(keys.ringWith(1), "test", old)).containsExactly(7);
        assertThat(database.queryForList("select version from privacy.key_check order by version", Integer.class))
                .containsExactly(0, 1, 2);
    }

    @Test
    void goOnWhenTheFileIsReplacedByAForeignOne() throws Exception {
        var keys = start(path);
        var file = new KeyFile(path);
        file.replace(KeyRing.fresh());
        Files.setLastModifiedTime(path, FileTime.fromMillis(file.changed().toMillis() + 5_000));

        keys.refresh();

        assertThat(keys.ring().current()).as("as before").isEqualTo(1);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(call)
                .extracting(CannotStart::reason)
                .isEqualTo(reason);
    }

    private Keys start(Path keyFile) {
        return new Keys(keyFile, home.resolve("data"), database, transactions);
    }
}
