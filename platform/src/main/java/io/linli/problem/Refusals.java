package io.linli.problem;

import static io.linli.problem.RequestProblem.BODY_TOO_LARGE;
import static io.linli.problem.RequestProblem.CHANGED_MEANWHILE;
import static io.linli.problem.RequestProblem.DISK_FULL;
import static io.linli.problem.RequestProblem.INTERNAL_ERROR;
import static io.linli.problem.RequestProblem.MEDIA_TYPE_NOT_SUPPORTED;
import static io.linli.problem.RequestProblem.METHOD_NOT_ALLOWED;
import static io.linli.problem.RequestProblem.NOT_ACCEPTABLE;
import static io.linli.problem.RequestProblem.PATH_UNKNOWN;
import static io.linli.problem.RequestProblem.REQUEST_REFUSED;
import static io.linli.problem.RequestProblem.SERVICE_UNAVAILABLE;

import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Which refusal an exception of the framework or of the database stands for. */
final class Refusals {

    private static final Duration SOON = Duration.ofSeconds(5);

    private Refusals() {}

    static ProblemException of(Exception exception) {
        return switch (exception) {
            case ProblemException refused -> refused;
            case HttpMessageNotReadableException tooLarge -> BODY_TOO_LARGE.with(); // all others are explained
            case BodyLimit.Exceeded tooLarge -> BODY_TOO_LARGE.with();
            case MaxUploadSizeExceededException tooLarge -> BODY_TOO_LARGE.with();
            case MultipartException broken -> REQUEST_REFUSED.with();
            case HttpRequestMethodNotSupportedException other ->
                METHOD_NOT_ALLOWED.with(other.getMethod(), String.join(", ", allowed(other)));
            case HttpMediaTypeNotSupportedException other ->
                MEDIA_TYPE_NOT_SUPPORTED.with(other.getSupportedMediaTypes().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")));
            case AsyncRequestTimeoutException late -> SERVICE_UNAVAILABLE.with().retryAfter(SOON);
            case ErrorResponse answer -> of(answer.getStatusCode());
            // wrapped by the servlet on its way to the error page
            case ServletException wrapped when wrapped.getCause() instanceof Exception cause -> of(cause);
            default -> database(exception);
        };
    }

    static ProblemException of(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> PATH_UNKNOWN.with();
            case 405 -> METHOD_NOT_ALLOWED.with("", "");
            case 406 -> NOT_ACCEPTABLE.with();
            case 413 -> BODY_TOO_LARGE.with();
            case 415 -> MEDIA_TYPE_NOT_SUPPORTED.with("");
            case 503 -> SERVICE_UNAVAILABLE.with().retryAfter(SOON);
            default -> status.is4xxClientError() ? REQUEST_REFUSED.with() : INTERNAL_ERROR.with();
        };
    }

    private static ProblemException database(Exception exception) {
        var state = sqlState(exception);
        if (state != null && state.equals("53100")) {
            return DISK_FULL.with();
        }
        return switch (exception) {
            case OptimisticLockingFailureException changed -> CHANGED_MEANWHILE.with();
            case PessimisticLockingFailureException locked -> CHANGED_MEANWHILE.with();
            case DataAccessResourceFailureException away ->
                SERVICE_UNAVAILABLE.with().retryAfter(SOON);
            case TransientDataAccessResourceException away ->
                SERVICE_UNAVAILABLE.with().retryAfter(SOON);
            case RecoverableDataAccessException away ->
                SERVICE_UNAVAILABLE.with().retryAfter(SOON);
            case QueryTimeoutException late -> SERVICE_UNAVAILABLE.with().retryAfter(SOON);
            case CannotCreateTransactionException away ->
                SERVICE_UNAVAILABLE.with().retryAfter(SOON);
            // it could not even be undone, for the same reason
            case TransactionSystemException broken
            when broken.getApplicationException() instanceof Exception before -> database(before);
            // the pool's own closed connection gives no state
            case TransactionSystemException broken
            when state == null && broken.getCause() instanceof SQLException ->
                SERVICE_UNAVAILABLE.with().retryAfter(SOON);
            // connection lost (08), server short of something (53) or going down (57)
            default ->
                state != null && state.matches("(08|53|57).*")
                        ? SERVICE_UNAVAILABLE.with().retryAfter(SOON)
                        : INTERNAL_ERROR.with();
        };
    }

    /** PostgreSQL keeps every character but U+0000. */
    static boolean isTextThatCannotBeKept(Exception exception) {
        return "22021".equals(sqlState(exception));
    }

    private static @Nullable String sqlState(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    private static String[] allowed(HttpRequestMethodNotSupportedException other) {
        var allowed = other.getSupportedMethods();
        return allowed == null ? new String[0] : allowed;
    }
}
