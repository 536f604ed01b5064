package io.linli.gateway;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.client.loadbalancer.LoadBalancerUriTools;
import org.springframework.cloud.client.loadbalancer.RetryableRequestContext;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Sends a request to one of the instances that are there, and where that is allowed to another when it does not answer. */
final class Instances implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    static final String SERVICE = "linli";

    private static final Logger log = LoggerFactory.getLogger(Instances.class);
    private static final String SOON = "2"; // seconds

    private final LoadBalancerClient choice;
    private final int tries;

    Instances(LoadBalancerClient choice, int tries) {
        this.choice = choice;
        this.tries = tries;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        @Nullable ServiceInstance before = null;
        for (int n = 1; ; n++) {
            var chosen = choice.choose(SERVICE, new DefaultRequest<>(new RetryableRequestContext(before)));
            if (chosen == null) {
                return refusal(request, HttpStatus.SERVICE_UNAVAILABLE, "no-instance");
            }
            MvcUtils.setRequestUrl(request, LoadBalancerUriTools.reconstructURI(chosen, request.uri()));
            try {
                return next.handle(request);
            } catch (ResourceAccessException e) {
                log.warn("{}:{} does not answer: {}", chosen.getHost(), chosen.getPort(), String.valueOf(e.getCause()));
                boolean unheard = wasNotSent(e);
                if (n >= tries || !SendingAgain.isAllowed(request.servletRequest(), unheard)) {
                    return unheard
                            ? refusal(request, HttpStatus.SERVICE_UNAVAILABLE, "no-instance")
                            : refusal(request, HttpStatus.BAD_GATEWAY, "no-answer");
                }
                before = chosen;
            }
        }
    }

    private static boolean wasNotSent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** As an instance would say it (RFC 9457). */
    private static ServerResponse refusal(ServerRequest request, HttpStatus status, String problem) {
        var language = Texts.language(request.headers().acceptLanguage());
        var answer = ServerResponse.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header("Retry-After", SOON);
        }
        return answer.body(Map.of(
                "type",
                "/problems/" + problem,
                "title",
                Texts.say(problem + ".title", language),
                "status",
                status.value(),
                "detail",
                Texts.say(problem + ".detail", language),
                "code",
                problem.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
}
