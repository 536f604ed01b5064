package io.linli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer Linli finds the data of an older one: they are saved first, and only then changed. */
@Tag("long")
class UpgradeLongTests {

    /** Takes a step of the database back that adds one index, as if an older Linli had left the data. */
    private static final String MAKE_OLDER = """
            drop index audit.reason_kept;
            delete from flyway_schema_history_audit
            where script = 'V2__reasons_that_are_kept_are_found_by_an_index.sql'""";

    private static final String IS_NEW = "select to_regclass('audit.reason_kept') is not null";

    @Test
    void savesTheDataBeforeTheFirstStepChangesThemAndNeverWithoutOne(@TempDir Path home) throws Exception {
        List<UUID> reported;
        try (var older = LinliProcess.started(home, "run");
                var reporters = Reporters.begin(older.address(), 2);
                var database = DatabaseOf.superuser(older.data())) {
            reporters.untilTaken(20);
            reporters.stop();
            reported = reporters.answered();
            database.run(MAKE_OLDER);
            assertThat(saved(home)).as("nothing was to be saved yet").isEmpty();
        }

        try (var newer = LinliProcess.started(home, "run");
                var database = DatabaseOf.superuser(newer.data())) {
            assertThat(database.ask(IS_NEW)).isEqualTo("t");
            for (var id : reported) {
                assertThat(database.ask("select count(*) from incident.incident where id = '" + id + "'"))
                        .isEqualTo("1");
            }
        }
        assertThat(saved(home)).hasSize(1);
        var verify =
                LinliProcess.begin(home, "verify", saved(home).getFirst().toString(), "--scratch", home.toString());
        assertThat(verify.end()).as(verify.complained()).isZero();
        assertThat(verify.said()).contains("完好");

        LinliProcess.started(home, "run").close();
        assertThat(saved(home)).as("a start that changes nothing saves nothing").hasSize(1);
    }

    private static List<Path> saved(Path home) throws IOException {
        var folder = LinliProcess.data(home).resolve("backups");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(one -> one.getFileName().toString().startsWith("before-"))
                    .toList();
        }
    }
}
