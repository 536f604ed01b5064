package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATA_FOREIGN;
import static io.linli.settings.CannotStart.Reason.DATA_IN_USE;
import static io.linli.settings.CannotStart.Reason.DATA_NOT_EMPTY;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewHomeTests {

    @TempDir
    Path folder;

    Path home;

    @BeforeEach
    void setUp() {
        home = folder.resolve("data");
    }

    @Test
    void takesItsPlaceWhole() throws Exception {
        try (var place = NewHome.begin(home, DataDirectory.Use.PRODUCTION, false)) {
            Files.writeString(place.draft().resolve("files"), "new");
            assertThat(home.resolve("linli-data")).doesNotExist();
            assertThat(place.moveIn()).isNull();
        }
        assertThat(home.resolve("files")).hasContent("new");
        assertThat(DataDirectory.useOf(home)).isEqualTo(DataDirectory.Use.PRODUCTION);
        assertThat(home.resolve("restore.new")).doesNotExist();
    }

    @Test
    void leavesNothingBehindWhenItIsGivenUp() throws Exception {
        try (var place = NewHome.begin(home, DataDirectory.Use.DEMO, false)) {
            Files.writeString(place.draft().resolve("files"), "half");
        }
        try (var left = Files.list(home)) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactly("lock");
        }
        DataDirectory.claim(home, DataDirectory.Use.DEMO, true).close();
    }

    @Test
    void doesNotTouchDataUnlessToldTo() throws Exception {
        old();

        refused(DATA_NOT_EMPTY, false);
        assertThat(home.resolve("files")).hasContent("old");
    }

    @Test
    void movesFormerDataAside() throws Exception {
        old();
        Files.createDirectory(home.resolve("backups"));
        Path former;
        try (var place = NewHome.begin(home, DataDirectory.Use.PRODUCTION, true)) {
            Files.writeString(place.draft().resolve("files"), "new");
            former = requireNonNull(place.moveIn());
        }
        assertThat(former.resolve("files")).hasContent("old");
        assertThat(former.resolve("linli-data")).content().contains("DEMO");
        assertThat(home.resolve("files")).hasContent("new");
        assertThat(home.resolve("backups")).as("stay where they are").exists();
    }

    @Test
    void leavesTheFilesOfOthersAlone() throws Exception {
        Files.createDirectories(home);
        Files.writeString(home.resolve("thesis.txt"), "x");

        refused(DATA_FOREIGN, true);
    }

    @Test
    void waitsForNobodyWhoUsesTheFolder() throws Exception {
        try (var used = DataDirectory.claim(home, DataDirectory.Use.DEMO, true)) {
            refused(DATA_IN_USE, true);
            assertThat(used.home()).exists();
        }
    }

    private void old() throws Exception {
        DataDirectory.claim(home, DataDirectory.Use.DEMO, true).close();
        Files.writeString(home.resolve("files"), "old");
    }

    private void refused(CannotStart.Reason reason, boolean replace) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> NewHome.begin(home, DataDirectory.Use.PRODUCTION, replace)
                        .close())
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
