package io.linli.operation;

import static io.linli.settings.CannotStart.Reason.BACKUP_CHANGED;
import static io.linli.settings.CannotStart.Reason.BACKUP_CUT_SHORT;
import static io.linli.settings.CannotStart.Reason.BACKUP_FOREIGN;
import static io.linli.settings.CannotStart.Reason.BACKUP_KEYS_FOREIGN;
import static io.linli.settings.CannotStart.Reason.BACKUP_NEWER;
import static io.linli.settings.CannotStart.Reason.BACKUP_PASSPHRASE_MISSING;
import static io.linli.settings.CannotStart.Reason.BACKUP_PASSPHRASE_SHORT;
import static io.linli.settings.CannotStart.Reason.BACKUP_PASSPHRASE_WRONG;
import static io.linli.settings.CannotStart.Reason.BACKUP_UNREADABLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linli.privacy.KeysApart;
import io.linli.settings.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFileTests {

    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

    /** Three segments and a piece. */
    private static final byte[] CONTENT = new byte[3_500_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir
    Path folder;

    Path file;
    Seal ours;

    @BeforeEach
    void seal() throws IOException {
        file = folder.resolve("a.linli");
        ours = new Seal(keys("keys.json"), null);
        write(ours);
    }

    @Test
    void givesBackWhatWasSealed() throws IOException {
        assertThat(read(ours)).isEqualTo(CONTENT);
    }

    @Test
    void isForItsOwnerOnlyAndShowsNothing() throws IOException {
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new String(Files.readAllBytes(file), UTF_8))
                .doesNotContain(new String(CONTENT, 1_000_000, 8, UTF_8))
                .contains("2026-11-22");
    }

    @Test
    void getsItsNameOnlyWhenItIsWhole() throws IOException {
        var begun = folder.resolve("b.linli");
        try (var writing = new Abandoned(SealedFile.write(begun, "1", NOON, ours))) {
            writing.out().write(CONTENT);
            assertThat(begun).doesNotExist();
        }
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.linli", "keys.json");
        }
    }

    private record Abandoned(SealedFile.Writing out) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            out.abandon();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 12, 300, 1_048_576, 3_000_000})
    void isNotTakenWhenItIsCutShort(int missing) throws IOException {
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - missing));

        refused(BACKUP_CUT_SHORT, () -> read(ours));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 0.3, 0.5, 0.9, 0.99999})
    void isNotTakenWhenABitOfItChanged(double where) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[headLength() + (int) ((bytes.length - headLength() - 20) * where)] ^= 1;
        Files.write(file, bytes);

        refused(BACKUP_CHANGED, () -> read(ours));
    }

    @Test
    void isNotTakenWhenWhatIsToldInClearChanged() throws IOException {
        edit("\"version\":\"1\"", "\"version\":\"2\"");

        refused(BACKUP_CHANGED, () -> read(ours));
    }

    @Test
    void isNotTakenWhenASegmentIsLeftOut() throws IOException {
        var bytes = Files.readAllBytes(file);
        var from = headLength() + (1 << 20);
        var shorter = Arrays.copyOf(bytes, bytes.length - (1 << 20));
        System.arraycopy(bytes, from + (1 << 20), shorter, from, shorter.length - from);
        Files.write(file, shorter);

        refused(BACKUP_CHANGED, () -> read(ours));
    }

    @Test
    void isNotTakenWhenANewerLinliMadeIt() throws IOException {
        edit("\"format\":1", "\"format\":2");

        refused(BACKUP_NEWER, () -> read(ours));
    }

    @Test
    void isNotTakenForABackupWhenItIsNone() throws IOException {
        Files.writeString(file, "PK\3\4 and so on");

        refused(BACKUP_FOREIGN, () -> read(ours));
    }

    @Test
    void isToldWhenItIsNotThere() throws IOException {
        Files.delete(file);

        refused(BACKUP_UNREADABLE, () -> read(ours));
    }

    @Test
    void doesNotOpenWithAnotherKeyFile() {
        refused(BACKUP_KEYS_FOREIGN, () -> read(new Seal(keys("others.json"), null)));
    }

    @Test
    void opensByAPassphraseWithoutTheKeyFile() throws IOException {
        write(new Seal(ours.keys(), passphrase("示例口令，至少十二个字符\n")));

        assertThat(read(new Seal(keys("others.json"), passphrase("示例口令，至少十二个字符"))))
                .isEqualTo(CONTENT);
    }

    @Test
    void saysWhenTheKeyFileWouldNotOpenWhatIsRestored() throws IOException {
        var seal = new Seal(ours.keys(), passphrase("示例口令，至少十二个字符"));
        write(seal);
        var kept = SealedFile.open(file, seal).head().key();

        seal.fits(kept, file);
        refused(BACKUP_KEYS_FOREIGN, () -> new Seal(keys("others.json"), null).fits(kept, file));
    }

    @Test
    void asksForThePassphraseAndRefusesAWrongOne() throws IOException {
        write(new Seal(ours.keys(), passphrase("示例口令，至少十二个字符")));

        refused(BACKUP_PASSPHRASE_MISSING, () -> read(ours));
        refused(BACKUP_PASSPHRASE_WRONG, () -> read(new Seal(ours.keys(), passphrase("示例口令，至少十二个字元"))));
        refused(BACKUP_PASSPHRASE_SHORT, () -> read(new Seal(ours.keys(), passphrase("short"))));
    }

    private void write(Seal seal) throws IOException {
        try (var out = SealedFile.write(file, "1", NOON, seal)) {
            out.write(CONTENT);
        }
    }

    private byte[] read(Seal seal) throws IOException {
        try (var in = SealedFile.open(file, seal).content()) {
            return in.readAllBytes();
        }
    }

    private int headLength() throws IOException {
        var begin = "LINLI BACKUP\n".length();
        return begin + Integer.BYTES + ByteBuffer.wrap(Files.readAllBytes(file)).getInt(begin);
    }

    private void edit(String from, String to) throws IOException {
        var bytes = Files.readAllBytes(file);
        var at = new String(bytes, ISO_8859_1).indexOf(from);
        assertThat(at).isPositive();
        System.arraycopy(to.getBytes(UTF_8), 0, bytes, at, to.length());
        Files.write(file, bytes);
    }

    private Path passphrase(String text) throws IOException {
        return Files.writeString(folder.resolve("passphrase"), text);
    }

    private KeysApart keys(String name) throws IOException {
        var path = folder.resolve(name);
        if (!Files.exists(path)) {
            var key = Base64.getEncoder().encodeToString(Seal.random(32));
            Files.writeString(path, "{\"format\": 1, \"keys\": {\"1\": \"" + key + "\"}, \"index\": \"" + key + "\"}");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
        return KeysApart.in(path);
    }

    private static void refused(CannotStart.Reason reason, ThrowingCallable opening) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(opening)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason))
                .satisfies(refused -> assertThat(refused.line().lines()).hasSize(1));
    }
}
