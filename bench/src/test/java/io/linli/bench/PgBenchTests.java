package io.linli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.bench.StatementLog.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class PgBenchTests {

    private static final String CALLER = "00000000-0000-4000-8000-000000000001";

    private static List<Statement> report(String id, String number) {
        return List.of(
                new Statement("BEGIN", List.of()),
                new Statement(
                        "insert into incident (id, number, owner, unit)\n    values ($1, $2, $3, $4)",
                        List.of("'" + id + "'", "'" + number + "'", "'" + CALLER + "'", "NULL")),
                new Statement(
                        "insert into entry (body, at) values ($1::jsonb, $2)",
                        List.of("'{\"id\":\"" + id + "\",\"danger\":false}'", "'2026-11-22 02:00:00+00'")),
                new Statement("COMMIT", List.of()));
    }

    private final String script = PgBench.script(
            report("019af000-0000-7000-8000-00000000000a", "SJ-430181-20261122-000001"),
            report("019af000-0000-7000-8000-00000000000b", "SJ-430181-20261122-000002"));

    @Test
    void sendsEachStatementByItself() {
        assertThat(script.lines().filter(line -> !line.startsWith("\\set")).toList())
                .hasSize(4)
                .startsWith("BEGIN;")
                .endsWith("COMMIT;");
    }

    @Test
    void countsUpWhatDiffersFromReportToReportAndKeepsTheRest() {
        assertThat(script)
                .contains("values (('019af000-0000-7000-8000-00000000000a".substring(0, 30))
                .contains("lpad(to_hex((:n)::bigint), 12, '0'))::uuid")
                .contains("'SJ-430181-20261122-' || lpad((:n)::text, 12, '0')")
                .contains("'" + CALLER + "', NULL)")
                .doesNotContain("SJ-430181-20261122-000001");
    }

    @Test
    void hidesColonsThatPgbenchWouldTakeForVariables() {
        assertThat(script)
                .contains("\\x3afalse}'")
                .contains("E'2026-11-22 02\\x3a00\\x3a00+00'")
                .contains("::jsonb");
    }
}
