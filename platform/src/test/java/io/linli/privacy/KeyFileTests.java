package io.linli.privacy;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.linli.settings.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTests {

    @TempDir
    Path home;

    KeyFile file;

    @BeforeEach
    void name() {
        file = new KeyFile(home.resolve("config/linli/keys.json"));
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        file.create(KeyRing.fresh());

        assertThat(permissions(file.path())).isEqualTo("rw-------");
        assertThat(permissions(home.resolve("config/linli"))).isEqualTo("rwx------");
        assertThat(home.resolve("config/linli")).as("nothing else is left").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void givesBackWhatWasWritten() {
        var keys = KeyRing.fresh().rotated();
        file.create(keys);

        var read = file.read();

        assertThat(read.current()).isEqualTo(2);
        assertThat(Envelope.open(read, "test", Envelope.seal(keys, 1, "test", new byte[] {7})))
                .containsExactly(7);
        assertThat(read.index("test", "text")).isEqualTo(keys.index("test", "text"));
    }

    @Test
    void isNeverOverwrittenByNewKeys() {
        file.create(KeyRing.fresh());

        assertRefused(() -> file.create(KeyRing.fresh()), "cannot be written");
    }

    @Test
    void sealsWithTheNewestAndOpensWithAll() {
        var first = KeyRing.fresh();
        var old = Envelope.seal(first, first.current(), "test", new byte[] {7});
        var rotated = first.rotated();

        assertThat(rotated.current()).isEqualTo(2);
        assertThat(Envelope.version(Envelope.seal(rotated, rotated.current(), "test", new byte[0])))
                .isEqualTo(2);
        assertThat(Envelope.open(rotated, "test", old)).containsExactly(7);
        assertThat(rotated.index("test", "text")).as("found as before").isEqualTo(first.index("test", "text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void isRefusedWhenOthersMayReadOrWriteIt(String permissions) throws IOException {
        file.create(KeyRing.fresh());
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(permissions));

        assertRefused(file::read, "Run: chmod 600 " + file.path());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json: c2VjcmV0",
                "{}",
                "[]",
                "{\"format\":1,\"keys\":{},\"index\":\"c2VjcmV0\"}",
                "{\"format\":1,\"keys\":{\"1\":\"c2VjcmV0\"},\"index\":\"c2VjcmV0\"}",
                "{\"format\":1,\"keys\":{\"one\":\"c2VjcmV0\"},\"index\":\"c2VjcmV0\"}",
                "{\"format\":1,\"keys\":{\"1\":\"%%%\"},\"index\":\"c2VjcmV0\"}",
                "{\"format\":2,\"keys\":{\"1\":\"c2VjcmV0\"},\"index\":\"c2VjcmV0\"}",
            })
    void saysInOneLineThatItIsDamagedAndQuotesNothingOfIt(String content) throws IOException {
        Files.createDirectories(home.resolve("config/linli"));
        Files.createFile(
                file.path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file.path(), content);

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(file::read)
                .withNoCause()
                .extracting(CannotStart::line, as(STRING))
                .contains(file.path().toString(), "密钥文件")
                .doesNotContain("c2VjcmV0", "\n");
    }

    @Test
    void printsNoKey() {
        assertThat(KeyRing.fresh().rotated()).hasToString("keys [1, 2]");
    }

    private static void assertRefused(ThrowingCallable call, String why) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(call)
                .extracting(CannotStart::line, as(STRING))
                .contains(why);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
