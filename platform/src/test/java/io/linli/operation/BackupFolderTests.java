package io.linli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderTests {

    @TempDir
    Path folder;

    @Test
    void keepsTheNewestAndWhatIsNotItsOwn() throws IOException {
        for (int day = 1; day <= 5; day++) {
            var made = Instant.parse("2026-11-0" + day + "T18:30:00Z");
            Files.createFile(folder.resolve(BackupFolder.newName(made)));
        }
        Files.createFile(folder.resolve("before-the-move.linli"));
        Files.createFile(folder.resolve("linli-20261101T183000Z.linli.part"));

        new BackupFolder(folder).keep(2);

        try (var left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "linli-20261105T183000Z.linli",
                            "linli-20261104T183000Z.linli",
                            "before-the-move.linli",
                            "linli-20261101T183000Z.linli.part");
        }
    }

    @Test
    void isNothingToClearWhenThereIsNone() throws IOException {
        assertThat(new BackupFolder(folder.resolve("none")).keep(1)).isEqualTo(List.of());
    }
}
