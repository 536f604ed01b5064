package io.linli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linli.privacy.Vault;
import io.linli.problem.ProblemException;
import io.linli.settings.Writes;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

/** What is left behind: by people who never report, by a crash, by a full disk. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class AbandonedFilesTests {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private String uploader = "";

    @Autowired
    FilesSettings settings;

    @Autowired
    Darkroom darkroom;

    @Autowired
    Vault vault;

    @Autowired
    JdbcClient database;

    @Autowired
    Writes writes;

    @Autowired
    TransactionTemplate transaction;

    @Value("${linli.data-dir}")
    Path dataDir;

    @BeforeEach
    void comeAnew() {
        uploader = "uploader-" + UUID.randomUUID();
    }

    @Test
    void areRemovedADayLater() {
        var storage = new DiskStorage(dataDir);
        var photo = uploads(storage, NOW).take(SomePhoto.jpeg(40, 30), uploader);
        assertThat(contents(photo.id()))
                .allSatisfy(content -> assertThat(content).isNotEmptyFile());

        remove(storage, NOW.plus(Duration.ofHours(24)));
        assertThat(known(photo.id()))
                .as("not before the last report could hold it")
                .isTrue();
        remove(storage, NOW.plus(Duration.ofHours(26)));

        assertThat(known(photo.id())).isFalse();
        assertThat(contents(photo.id()))
                .allSatisfy(content -> assertThat(content).doesNotExist());
    }

    @Test
    void areNotThoseThatAReportHolds() {
        var storage = new DiskStorage(dataDir);
        var photo = uploads(storage, NOW).take(SomePhoto.jpeg(40, 30), uploader);
        attach(photo.id(), NOW.plus(Duration.ofHours(23)));

        remove(storage, NOW.plus(Duration.ofDays(400)));

        assertThat(known(photo.id())).isTrue();
        assertThat(contents(photo.id()))
                .allSatisfy(content -> assertThat(content).exists());
    }

    @Test
    void areNotAttachedAnyMore() {
        var photo = uploads(new DiskStorage(dataDir), NOW).take(SomePhoto.jpeg(40, 30), uploader);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> attach(photo.id(), NOW.plus(Duration.ofHours(24))));
    }

    /** At each of the three contents in turn, as a kill would. */
    @Test
    void areFoundAfterACrashAtAnyPoint() {
        for (var done = 0; done < 3; done++) {
            comeAnew();
            var storage = new Memory(done);
            var uploads = uploads(storage, NOW);
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> uploads.take(SomePhoto.jpeg(40, 30), uploader));
            assertThat(storage.contents).hasSize(done);
            var left = database.sql("select id from files.file where uploader = ?")
                    .param(uploader)
                    .query(UUID.class)
                    .single();

            assertThatExceptionOfType(ProblemException.class)
                    .as("half a photo is none")
                    .isThrownBy(() -> attach(new FileId(left), NOW));
            remove(storage, NOW.plus(Duration.ofHours(26)));

            assertThat(known(new FileId(left))).isFalse();
            assertThat(storage.contents).isEmpty();
        }
    }

    @Test
    void areNotMadeOnAFullDisk() {
        var full = new Memory(3);
        full.percent = 97;

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> uploads(full, NOW).take(SomePhoto.jpeg(40, 30), uploader))
                .extracting(ProblemException::problem)
                .isEqualTo(FilesProblem.FILES_NO_ROOM);
        assertThat(full.contents).isEmpty();
        full.percent = 96;
        assertThat(uploads(full, NOW).take(SomePhoto.jpeg(40, 30), uploader)).isNotNull();
    }

    @Test
    void lieOnTheDiskSealed() throws Exception {
        var photo = uploads(new DiskStorage(dataDir), NOW).take(SomePhoto.jpegOfAPhone(400, 300, 1), uploader);

        for (var content : contents(photo.id())) {
            assertThat(new String(
                            java.nio.file.Files.readAllBytes(content), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("JFIF", "Exif", SomePhoto.CAMERA, SomePhoto.COMMENT);
        }
    }

    @Test
    void keepTheOriginalAsEvidence() {
        var storage = new DiskStorage(dataDir);
        var original = SomePhoto.jpegOfAPhone(400, 300, 6);
        var photo = uploads(storage, NOW).take(original, uploader);
        var wrapped = database.sql("select key from files.file where id = ?")
                .param(photo.id().id())
                .query(byte[].class)
                .single();

        assertThat(Rendition.ORIGINAL.get(storage, photo.id(), vault.key(Rendition.KEY, wrapped)))
                .isEqualTo(original);
    }

    private Uploads uploads(FileStorage storage, Instant now) {
        return new Uploads(settings, darkroom, storage, vault, database, at(now));
    }

    private void attach(FileId photo, Instant now) {
        var files = new StoredFiles(new DiskStorage(dataDir), vault, database, writes, at(now));
        transaction.executeWithoutResult(status -> files.attach(List.of(photo), uploader, "incident:test"));
    }

    private void remove(FileStorage storage, Instant now) {
        new AbandonedFiles(storage, database, at(now)).remove();
    }

    private boolean known(FileId photo) {
        return database.sql("select exists (select from files.file where id = ?)")
                .param(photo.id())
                .query(Boolean.class)
                .single();
    }

    private List<Path> contents(FileId photo) {
        var name = photo.toString();
        var folder = dataDir.resolve("files")
                .resolve(name.substring(name.length() - 4, name.length() - 2))
                .resolve(name.substring(name.length() - 2));
        var contents = new ArrayList<Path>();
        for (var kind : List.of(".original", ".copy", ".thumbnail")) {
            contents.add(folder.resolve(name + kind));
        }
        return contents;
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    /** Fails after so many contents. */
    private static final class Memory implements FileStorage {

        private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
        private final int room;
        private int percent;

        Memory(int room) {
            this.room = room;
        }

        @Override
        public void put(String name, byte[] content) {
            if (contents.size() == room) {
                throw new UncheckedIOException(new java.io.IOException("The power is cut"));
            }
            contents.put(name, content);
        }

        @Override
        public byte[] get(String name) {
            return java.util.Objects.requireNonNull(contents.get(name));
        }

        @Override
        public void delete(String name) {
            contents.remove(name);
        }

        @Override
        public int percentFull() {
            return percent;
        }
    }
}
