package io.linli.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
class MonthsTests {

    @Autowired
    Months months;

    @Autowired
    JdbcClient database;

    @Autowired
    Flyway migrations;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void standReadyAheadOfTheirEntries() {
        assertThat(months.areReady()).isTrue();
        assertThat(months.hasStrays()).isFalse();
        assertThat(months.make(YearMonth.now(ZoneOffset.UTC).plusMonths(3))).isFalse(); // is there
    }

    @Test
    void takeTheEntriesOfTheirTimeAndNoOthers() {
        var month = YearMonth.of(2031, 2);
        months.make(month);
        var table = "journal.entry_2031_02";

        transaction.executeWithoutResult(status -> {
            write("2031-02-01T00:00:00Z");
            write("2031-02-28T23:59:59Z");
            assertThat(count(table)).isEqualTo(2);
            write("2031-03-01T00:00:00Z");
            assertThat(count(table)).isEqualTo(2);
            assertThat(months.hasStrays()).isTrue();
            status.setRollbackOnly();
        });
        assertThat(months.hasStrays()).isFalse();
    }

    @Test
    void areNotMadeOverEntriesThatFellBeside() {
        transaction.executeWithoutResult(status -> {
            write("2032-05-10T00:00:00Z");
            assertThatThrownBy(() -> months.make(YearMonth.of(2032, 5)))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("already stand in journal.entry_rest");
            status.setRollbackOnly();
        });
        assertThat(months.make(YearMonth.of(2032, 5))).isTrue();
    }

    @Test
    void areNotOpenToTheApplicationByTheirOwnName() {
        months.make(YearMonth.of(2033, 1));

        assertThatThrownBy(() -> database.sql("""
                                insert into journal.entry_2033_01 (epoch, type, body, at, written)
                                values (1, 'test.x/1', '{}', now(), '2033-01-02')""").update()).rootCause().hasMessageContaining("permission denied");
    }

    @Test
    void canBeTakenOutWhole() {
        months.make(YearMonth.of(2034, 1));
        var owner = new JdbcTemplate(migrations.getConfiguration().getDataSource());
        owner.execute("alter table journal.entry detach partition journal.entry_2034_01");

        assertThat(owner.queryForObject("select count(*) from journal.entry_2034_01", Long.class))
                .isZero();
    }

    private void write(String time) {
        database.sql(
                        "insert into journal.entry (epoch, type, body, at, written) values (1, 'test.x/1', '{}', now(), ?)")
                .param(OffsetDateTime.parse(time))
                .update();
    }

    private long count(String table) {
        return database.sql("select count(*) from journal.entry where tableoid = ?::regclass")
                .param(table)
                .query(Long.class)
                .single();
    }
}
