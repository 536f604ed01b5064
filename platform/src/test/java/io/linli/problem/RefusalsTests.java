package io.linli.problem;

import static io.linli.problem.RequestProblem.INTERNAL_ERROR;
import static io.linli.problem.RequestProblem.SERVICE_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

class RefusalsTests {

    @Test
    void askToTryAgainWhenTheDatabaseEndedMeanwhile() {
        var ended = new DataAccessResourceFailureException(
                "", new SQLException("terminating connection due to unexpected postmaster exit", "57P01"));
        var notUndone =
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        notUndone.initApplicationException(ended);
        var notCommitted =
                new TransactionSystemException("JDBC commit failed", new SQLException("Connection is closed"));

        for (var exception : new Exception[] {ended, notUndone, notCommitted, new ServletException(notCommitted)}) {
            assertThat(Refusals.of(exception).problem()).isEqualTo(SERVICE_UNAVAILABLE);
            assertThat(Refusals.of(exception).retryAfter()).isPositive();
        }
    }

    @Test
    void doNotCallAFaultOfOursATroubleOfTheDatabase() {
        var notUndone = new TransactionSystemException("JDBC rollback failed");
        notUndone.initApplicationException(new IllegalStateException());

        assertThat(Refusals.of(notUndone).problem()).isEqualTo(INTERNAL_ERROR);
    }
}
