package io.linli.problem;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers when even the page for errors failed, as it does when the database goes away in the middle of a request and the
 * session is asked for once more: in the same form as every other refusal, where the server would write a page of its own.
 */
final class LastRefusal extends ErrorReportValve {

    private final transient MessageSource messages;
    private final transient JsonMapper json;

    LastRefusal(MessageSource messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var why = thrown != null ? thrown : request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        var refused = why instanceof Exception exception && response.getStatus() >= 500
                ? Refusals.of(exception)
                : Refusals.of(org.springframework.http.HttpStatusCode.valueOf(response.getStatus()));
        try {
            write(request, response, refused);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the caller went away
        }
    }

    private void write(Request request, Response response, ProblemException refused) throws IOException {
        var asked = request.getHeader("Accept-Language");
        var words = new Wording(
                messages, asked != null && asked.startsWith("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
        var code = refused.problem().name();
        int status = ProblemAdvice.status(refused.problem().kind()).value();
        response.setStatus(status);
        var wait = refused.retryAfter();
        if (wait != null) {
            response.setHeader("Retry-After", Long.toString(wait.toSeconds()));
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        var writer = response.getReporter();
        if (writer != null) {
            writer.write(json.writeValueAsString(new Answer(
                    "/problems/" + code.toLowerCase(Locale.ROOT).replace('_', '-'),
                    words.title(code),
                    status,
                    words.detail(code, refused.details()),
                    code)));
            response.finishResponse();
        }
    }

    record Answer(String type, String title, int status, String detail, String code) {}
}
