package io.linli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.bench.StatementLog.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementLogTests {

    // as PostgreSQL writes it; two connections at once
    private static final String LOG = """
            2026-11-22 02:00:00.001 UTC [7] LOG:  execute S_1: BEGIN
            2026-11-22 02:00:00.002 UTC [7] LOG:  execute S_2: insert into box (id, at,
            \twhat) values ($1, $2, $3)
            2026-11-22 02:00:00.002 UTC [7] DETAIL:  Parameters: $1 = '1', $2 = NULL, $3 = 'it''s $1 = a
            \tlamp'
            2026-11-22 02:00:00.003 UTC [8] LOG:  statement: select 1
            2026-11-22 02:00:00.003 UTC [8] LOG:  execute <unnamed>: BEGIN
            2026-11-22 02:00:00.003 UTC [8] LOG:  execute <unnamed>: insert into shelf default values
            2026-11-22 02:00:00.004 UTC [7] LOG:  execute S_3/C_4: COMMIT
            2026-11-22 02:00:00.004 UTC [8] LOG:  execute <unnamed>: COMMIT
            2026-11-22 02:00:00.005 UTC [9] LOG:  execute S_1: BEGIN
            2026-11-22 02:00:00.006 UTC [9] LOG:  execute S_2: insert into box default values
            """;

    @Test
    void findsTheWholeTransactionsInWhichSomethingWasDone() {
        assertThat(StatementLog.transactions(LOG, "insert into box"))
                .containsExactly(List.of(
                        new Statement("BEGIN", List.of()),
                        new Statement(
                                "insert into box (id, at,\n\twhat) values ($1, $2, $3)",
                                List.of("'1'", "NULL", "'it''s $1 = a\n\tlamp'")),
                        new Statement("COMMIT", List.of())));
    }

    @Test
    void findsNothingWhereItWasNotDone() {
        assertThat(StatementLog.transactions(LOG, "delete from box")).isEmpty();
    }

    @Test
    void readsValuesHoweverLongTheyAre() {
        var value = "'" + "x".repeat(200_000) + "'''";
        var log = """
                2026-11-22 02:00:00.000 UTC [7] LOG:  statement: BEGIN
                2026-11-22 02:00:00.001 UTC [7] LOG:  execute S_1: insert into box (t) values ($1)
                2026-11-22 02:00:00.001 UTC [7] DETAIL:  Parameters: $1 = %s
                2026-11-22 02:00:00.002 UTC [7] LOG:  statement: COMMIT
                """.formatted(value);

        assertThat(StatementLog.transactions(log, "insert into box"))
                .singleElement()
                .satisfies(one -> assertThat(one.get(1).values()).containsExactly(value));
    }

    @Test
    void readsWhatWasWrittenSinceThoughPeoplesWordsStandBefore(@TempDir Path folder) throws IOException {
        var log = folder.resolve("postgres.log");
        Files.writeString(log, "巷口的路灯不亮已经三天。\n".repeat(1_000));
        long before = Files.size(log);
        Files.writeString(log, LOG, StandardOpenOption.APPEND);

        assertThat(StatementLog.since(log, before)).isEqualTo(LOG);
    }
}
