package io.linli.gateway;

import java.util.Locale;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Says to the instance who asks, as this gateway sees it. What callers themselves say of it is thrown away: limits and the
 * record of acts go by these addresses. (The gateway's own filter would add to what came.)
 */
@Component
class Forwarded implements RequestHttpHeadersFilter, Ordered {

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE; // after those that take away what came in
    }

    @Override
    public HttpHeaders apply(HttpHeaders sent, ServerRequest request) {
        var headers = new HttpHeaders();
        sent.forEach((name, values) -> {
            if (!isClaim(name)) {
                headers.addAll(name, values);
            }
        });
        if (MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(sent.getContentType())) {
            headers.remove(HttpHeaders.CONTENT_LENGTH); // a form is written anew, and perhaps otherwise
        }
        var seen = request.servletRequest();
        headers.set("X-Forwarded-For", seen.getRemoteAddr());
        headers.set("X-Forwarded-Proto", seen.getScheme());
        headers.set("X-Forwarded-Host", seen.getServerName());
        headers.set("X-Forwarded-Port", Integer.toString(seen.getServerPort()));
        return headers;
    }

    private static boolean isClaim(String name) {
        var small = name.toLowerCase(Locale.ROOT);
        return small.equals("forwarded") || small.startsWith("x-forwarded-") || small.equals("x-real-ip");
    }
}
