package io.linli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A transaction that writes is ended before it keeps the readers of the journal waiting for long. */
@SpringBootTest(
        properties = {
            "linli.database.longest-write=500ms",
            "linli.database.longest-read=1500ms",
            "linli.journal.pump=false"
        })
class TransactionLimitTests {

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void endsOneThatMayWrite() {
        assertThatThrownBy(() -> inTransaction(false, 0.9)).rootCause().isInstanceOf(SQLException.class);
        assertThat(inTransaction(false, 0.1)).isEqualTo("done");
    }

    @Test
    void letsOneThatOnlyReadsTakeLongerButNotForEver() {
        assertThat(inTransaction(true, 0.9)).isEqualTo("done");
        assertThatThrownBy(() -> inTransaction(true, 2.5)).rootCause().isInstanceOf(SQLException.class);
    }

    @Test
    void isFiveSecondsUnlessSetOtherwise() throws IOException {
        var file = new YamlPropertySourceLoader()
                .load("settings", new ClassPathResource("application.yaml"))
                .getFirst();

        assertThat(file.getProperty("linli.database.longest-write")).isEqualTo("5s");
    }

    private String inTransaction(boolean readOnly, double seconds) {
        var transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(readOnly);
        transaction.executeWithoutResult(status -> database.sql("select pg_sleep(?)")
                .param(seconds)
                .query((row, n) -> true)
                .single());
        return "done";
    }
}
