package io.linli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.OnData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import picocli.CommandLine;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class AuditCommandTests {

    @TempDir
    Path folder;

    @Autowired
    ApplicationContext application;

    @Autowired
    Acts acts;

    @Autowired
    Sealer sealer;

    @Autowired
    Audit audit;

    @Autowired
    RootCopy copy;

    @Autowired
    Months months;

    @Autowired
    JdbcTemplate database;

    @Autowired
    JdbcClient client;

    @Autowired
    Flyway migrations;

    private final StringWriter told = new StringWriter();

    @BeforeEach
    void sealSomething() {
        acts.did(Act.of("test.command"));
        Sealing.all(sealer, client);
    }

    @Test
    void saysInBothLanguagesThatNothingWasChanged() throws Exception {
        assertThat(run("verify")).isZero();
        assertThat(told.toString()).contains("未被改动", "Nothing was changed");
    }

    @Test
    void showsTheNewestRootAndFindsItAgain() throws Exception {
        assertThat(run("root")).isZero();
        var noted = audit.latestRoot().orElseThrow().words();
        assertThat(told.toString()).contains(noted);

        assertThat(run("verify", "--root", noted)).isZero();
        assertThat(run("verify", "--root", noted.replaceFirst(".$", "x"))).isEqualTo(1);
        assertThat(told.toString()).contains("抄存的根值");
    }

    @Test
    void endsWithOneAndNamesTheSecondWhenTheCopyWasCut() throws Exception {
        acts.did(Act.of("test.command"));
        Sealing.all(sealer, client);
        var file = copy.files().getLast();
        var lines = Files.readAllLines(file);
        Files.writeString(file, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
        try {
            assertThat(run("verify")).isEqualTo(1);
        } finally {
            Files.writeString(file, String.join("\n", lines) + "\n");
        }
        var number = lines.getLast().split(" ", 2)[0];
        assertThat(told.toString()).contains("The copy ends before root " + number + " of 20", "NOT AS IT WAS WRITTEN");
        assertThat(run("verify")).isZero();
    }

    @Test
    void takesOutNoMonthThatHasToStay() throws Exception {
        var month = YearMonth.now(ZoneOffset.UTC);

        assertThat(run("release", month.toString(), "--to", file().toString())).isEqualTo(1);
        assertThat(run("release", month.minusMonths(36).toString(), "--to", file().toString()))
                .isEqualTo(1);
        assertThat(run("release", "2001-01", "--to", file().toString())).isEqualTo(1);
        assertThat(file()).doesNotExist();
        assertThat(told.toString()).contains("36 months", "there is no month 2001-01");
    }

    @Test
    void letsNobodyTakeOutAMonthOfTheLastSixEvenByHand() {
        var month = YearMonth.now(ZoneOffset.UTC).minusMonths(6);
        months.make(month);

        assertThatThrownBy(() -> owner().query(
                                "select audit.release_month(?, 0, '')",
                                row -> {},
                                java.sql.Date.valueOf(month.atDay(1))))
                .rootCause()
                .hasMessageContaining("is not six months old");
        assertThatThrownBy(() -> database.query(
                        "select audit.release_month(?, 0, '')", row -> {}, java.sql.Date.valueOf(month.atDay(1))))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void exportsAMonthAndTakesItOutAndStillVerifies() throws Exception {
        var month = YearMonth.of(2019, 3);
        months.make(month);
        // a record as it would have been written then: with its code, and sealed
        acts.did(Act.of("test.old").because("一个理由"));
        var owner = owner();
        owner.execute((java.sql.Connection connection) -> {
            try (var statement = connection.createStatement()) {
                statement.execute("begin; set local linli.scope = 'system';"
                        + " alter table audit.record disable trigger user;"
                        + " insert into audit.record select epoch, xid, seq, '2019-03-05', id, at, account, role, unit,"
                        + " area, action, outcome, kind, objects, code, persons, network, request, reason, mac"
                        + " from audit.record where action = 'test.old' and written > '2020-01-01';"
                        + " alter table audit.record disable row level security;"
                        + " delete from audit.record where action = 'test.old' and written > '2020-01-01';"
                        + " alter table audit.record enable row level security;"
                        + " alter table audit.record enable trigger user; commit");
            }
            return true;
        });
        Sealing.all(sealer, client);
        assertThat(run("verify")).isZero();

        assertThat(run("release", "2019-03", "--to", file().toString())).isZero();

        assertThat(Files.readString(file())).contains("test.old").doesNotContain("一个理由");
        var sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file())));
        assertThat(owner.queryForObject("select sha256 from audit.released where month = '2019-03-01'", String.class))
                .isEqualTo(sha256);
        assertThat(owner.queryForObject("select to_regclass('audit.record_2019_03') is null", Boolean.class))
                .isTrue();
        Sealing.all(sealer, client);
        assertThat(run("verify")).isZero();
        assertThat(told.toString()).contains("1 in months taken out");
    }

    @Test
    void doesNotWriteOverAFile() throws Exception {
        months.make(YearMonth.of(2018, 3));
        Files.writeString(file(), "mine");

        assertThatThrownBy(() -> run("release", "2018-03", "--to", file().toString()))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        assertThat(Files.readString(file())).isEqualTo("mine");
    }

    private Path file() {
        return folder.resolve("records.jsonl");
    }

    private JdbcTemplate owner() {
        return new JdbcTemplate(migrations.getConfiguration().getDataSource());
    }

    private int run(String... words) throws Exception {
        var line = new CommandLine(new AuditCommand());
        line.setOut(new PrintWriter(told, true)).setErr(new PrintWriter(told, true));
        var last = line.parseArgs(words).asCommandLineList().getLast();
        return ((OnData) last.getCommand()).call(application);
    }
}
