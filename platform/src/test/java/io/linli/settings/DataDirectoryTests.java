package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATA_FOREIGN;
import static io.linli.settings.CannotStart.Reason.DATA_IN_USE;
import static io.linli.settings.CannotStart.Reason.DATA_NEWER;
import static io.linli.settings.CannotStart.Reason.DATA_NOT_A_FOLDER;
import static io.linli.settings.CannotStart.Reason.DATA_OF_DEMO;
import static io.linli.settings.CannotStart.Reason.DATA_OF_PRODUCTION;
import static io.linli.settings.CannotStart.Reason.DATA_UNREADABLE;
import static io.linli.settings.CannotStart.Reason.DISK_FULL;
import static io.linli.settings.DataDirectory.Use.DEMO;
import static io.linli.settings.DataDirectory.Use.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTests {

    Path home;

    @BeforeEach
    void isNotThereYet(@TempDir Path folder) {
        home = folder.resolve("数据");
    }

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        try (var made = DataDirectory.claim(home, DEMO, true)) {
            assertThat(made.home()).isEqualTo(home);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isTakenUpAgain() throws IOException {
        DataDirectory.claim(home, DEMO, true).close();
        Files.writeString(home.resolve("photo"), "kept");

        DataDirectory.claim(home, DEMO, true).close();

        assertThat(home.resolve("photo")).hasContent("kept");
    }

    @Test
    void isKeptForThoseWhoJoinAndForNobodyElse() throws IOException {
        try (var kept = DataDirectory.claim(home, DEMO, true).kept()) {
            assertThat(kept.home()).isEqualTo(home);
            refuses(DATA_IN_USE, () -> DataDirectory.claim(home, DEMO, true));
            refuses(DATA_IN_USE, () -> DataDirectory.claim(home, DEMO, false));
            DataDirectory.join(home, DEMO).close();
        }
        try (var left = DataDirectory.join(home, DEMO)) {
            assertThat(left.home()).exists();
            refuses(DATA_IN_USE, () -> DataDirectory.claim(home, DEMO, true));
        }
    }

    @Test
    void isUsedByOneLinliOnly() throws IOException {
        try (var first = DataDirectory.claim(home, DEMO, true)) {
            assertThat(first.home()).exists();
            refuses(DATA_IN_USE, () -> DataDirectory.claim(home, DEMO, true));
        }
    }

    @Test
    void leavesForeignFilesAlone() throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("thesis.doc"), "mine");

        refuses(DATA_FOREIGN, () -> DataDirectory.claim(home, DEMO, true));

        try (var content = Files.list(home)) {
            assertThat(content).containsExactly(home.resolve("thesis.doc"));
        }
    }

    @Test
    void isNotTouchedByAnOlderLinli() throws IOException {
        DataDirectory.claim(home, DEMO, true).close();
        Files.writeString(home.resolve(DataDirectory.MARK), "layout=" + (DataDirectory.LAYOUT + 1));

        refuses(DATA_NEWER, () -> DataDirectory.claim(home, DEMO, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "layout=", "layout=first", "layout=1", "layout=1\nuse=toy", "\\u00zz"})
    void isNotGuessedAtWhenItsMarkIsBroken(String mark) throws IOException {
        DataDirectory.claim(home, DEMO, true).close();
        Files.writeString(home.resolve(DataDirectory.MARK), mark);

        refuses(DATA_UNREADABLE, () -> DataDirectory.claim(home, DEMO, true));
    }

    @Test
    void staysADemoOrNone() throws IOException {
        DataDirectory.claim(home, DEMO, true).close();
        refuses(DATA_OF_DEMO, () -> DataDirectory.claim(home, PRODUCTION, true));

        var real = home.resolveSibling("real");
        DataDirectory.claim(real, PRODUCTION, true).close();
        refuses(DATA_OF_PRODUCTION, () -> DataDirectory.claim(real, DEMO, true));
    }

    @Test
    void isNeverClearedWhenItIsReal() throws IOException {
        try (var directory = DataDirectory.claim(home, PRODUCTION, true)) {
            Files.writeString(home.resolve("photo"), "kept");

            refuses(DATA_OF_PRODUCTION, directory::clear);

            assertThat(home.resolve("photo")).exists();
        }
    }

    @Test
    void isNoFile() throws IOException {
        Files.writeString(home, "");

        refuses(DATA_NOT_A_FOLDER, () -> DataDirectory.claim(home, DEMO, true));
        refuses(DATA_NOT_A_FOLDER, () -> DataDirectory.claim(home.resolve("below"), DEMO, true));
    }

    @Test
    void needsRoom() {
        refuses(DISK_FULL, () -> DataDirectory.claim(home, DEMO, true, Long.MAX_VALUE));
    }

    @Test
    void startsOverWithNothingButItsMark() throws IOException {
        var elsewhere = Files.writeString(home.resolveSibling("elsewhere"), "kept");
        try (var directory = DataDirectory.claim(home, DEMO, true)) {
            Files.createDirectories(home.resolve("postgres/base"));
            Files.writeString(home.resolve("postgres/base/1"), "old");
            Files.createSymbolicLink(home.resolve("postgres/link"), elsewhere);

            directory.clear();

            try (var content = Files.list(home)) {
                assertThat(content)
                        .containsExactlyInAnyOrder(home.resolve(DataDirectory.MARK), home.resolve(DataDirectory.LOCK));
            }
        }
        assertThat(elsewhere).hasContent("kept");
    }

    @ParameterizedTest
    @EnumSource
    void sayInOneLineInBothLanguagesWhyNot(CannotStart.Reason reason) {
        var line = new CannotStart(reason, 12345, "second", "third").line();

        assertThat(line)
                .startsWith("linli: ")
                .containsPattern("\\p{IsHan}.* · .*[a-z]{3}")
                .doesNotContain("\n", "{", "''", "12,345");
    }

    private static void refuses(CannotStart.Reason reason, ThrowingCallable claim) {
        assertThatThrownBy(claim)
                .isInstanceOfSatisfying(
                        CannotStart.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
