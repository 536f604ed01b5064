package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATABASE_BLIND_TO_CHINESE;
import static io.linli.settings.CannotStart.Reason.DATABASE_FORGETS;
import static io.linli.settings.CannotStart.Reason.DATABASE_NOT_UTF8;
import static io.linli.settings.CannotStart.Reason.DATABASE_OF_DEMO;
import static io.linli.settings.CannotStart.Reason.DATABASE_ROLE_TOO_STRONG;
import static io.linli.settings.CannotStart.Reason.DATABASE_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;

@ApplicationModuleTest
class DatabaseCheckTests {

    @Autowired
    DataSource application;

    @Test
    void takesADatabaseThatCanDoTheWork() throws SQLException {
        DatabaseCheck.isFit(url(), named("linli", "linli_owner"), "linli", true);
    }

    @Test
    void doesNotServeWhatOnceWasADemo() throws SQLException {
        refuses(DATABASE_OF_DEMO, () -> DatabaseCheck.isFit(url(), named("linli", "linli_owner"), "linli", false));
    }

    @Test
    void refusesARoleThatGetsRoundRowSecurity() throws SQLException {
        refuses(
                DATABASE_ROLE_TOO_STRONG,
                () -> DatabaseCheck.isFit(url(), named("linli", "postgres"), "postgres", true));
    }

    @Test
    void refusesADatabaseThatSeesNoChineseLetters() throws SQLException {
        var name = made("blind", "encoding 'UTF8' locale 'C' locale_provider libc");

        refuses(DATABASE_BLIND_TO_CHINESE, () -> DatabaseCheck.isFit(url(), named(name, "postgres"), "linli", true));
    }

    @Test
    void refusesADatabaseThatIsNotUnicode() throws SQLException {
        var name = made("ascii", "encoding 'SQL_ASCII' locale 'C' locale_provider libc");

        refuses(DATABASE_NOT_UTF8, () -> DatabaseCheck.isFit(url(), named(name, "postgres"), "linli", true));
    }

    @Test
    void refusesAServerThatForgetsWhatItAcknowledged() throws SQLException {
        try (var connection = named("linli", "postgres").getConnection()) {
            refuses(DATABASE_FORGETS, () -> DatabaseCheck.keepsWhatItAcknowledged(connection)); // off in tests
        }
    }

    @Test
    void tellsWhichDatabaseCannotBeReachedWithoutItsPassword() {
        var away = new PGSimpleDataSource();
        away.setURL("jdbc:postgresql://127.0.0.1:1/linli?user=linli&password=hush");

        assertThatThrownBy(() -> DatabaseCheck.isFit(away.getURL(), away, "linli", true))
                .isInstanceOfSatisfying(CannotStart.class, e -> {
                    assertThat(e.reason()).isEqualTo(DATABASE_UNREACHABLE);
                    assertThat(e.line())
                            .contains("jdbc:postgresql://127.0.0.1:1/linli")
                            .doesNotContain("hush");
                });
    }

    private String made(String kind, String how) throws SQLException {
        var name = "check_" + kind;
        try (var superuser = named("postgres", "postgres").getConnection();
                var statement = superuser.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name + " template template0 " + how);
        }
        return name;
    }

    // local connections to the database of the tests are trusted
    private DataSource named(String database, String role) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setURL(url().replaceFirst("/[^/]*$", "/" + database));
        source.setUser(role);
        return source;
    }

    private String url() throws SQLException {
        try (Connection connection = application.getConnection()) {
            return connection.getMetaData().getURL().replaceFirst("\\?.*", "");
        }
    }

    private static void refuses(CannotStart.Reason reason, ThrowingCallable check) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        e -> assertThat(e.reason()).as(e.line()).isEqualTo(reason));
    }
}
