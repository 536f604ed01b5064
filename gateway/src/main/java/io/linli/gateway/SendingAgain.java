package io.linli.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Which requests may be sent to a second instance when the first does not answer: those that change nothing, and those
 * with an Idempotency-Key, which take effect once however often they come. Any other only where no connection came about,
 * so that nobody can have heard of it: who signs in while an instance is started anew notices nothing. The small body of
 * such a one is kept meanwhile.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SendingAgain extends OncePerRequestFilter {

    static final String KEY = "Idempotency-Key";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String ALLOWED = SendingAgain.class.getName();

    private enum Allowed {
        EVER,
        UNHEARD
    }

    private final long largest;

    SendingAgain(@Value("${linli.edge.kept}") DataSize largest) {
        this.largest = largest.toBytes();
    }

    static boolean isAllowed(HttpServletRequest request, boolean unheard) {
        var allowed = request.getAttribute(ALLOWED);
        return allowed == Allowed.EVER || (unheard && allowed == Allowed.UNHEARD);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod())) {
            request.setAttribute(ALLOWED, Allowed.EVER);
            chain.doFilter(request, response);
        } else if (canBeKept(request)) {
            request.setAttribute(ALLOWED, hasKey(request) ? Allowed.EVER : Allowed.UNHEARD);
            chain.doFilter(new Kept(request), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasKey(HttpServletRequest request) {
        var key = request.getHeader(KEY);
        return request.getMethod().equals("POST") && key != null && !key.isBlank();
    }

    private boolean canBeKept(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean isEmpty = length < 0
                && request.getProtocol().startsWith("HTTP/1") // only there a body says that it comes
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
        var type = request.getContentType();
        return (isEmpty || (length >= 0 && length <= largest))
                // read as parameters before it comes to be sent
                && (type == null || !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE));
    }

    /** Read whole, and from the start as often as it is asked for. */
    private static final class Kept extends HttpServletRequestWrapper {

        private final byte[] body;

        Kept(HttpServletRequest request) throws IOException {
            super(request);
            this.body = request.getInputStream().readAllBytes();
        }

        @Override
        public ServletInputStream getInputStream() {
            var content = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return content.read();
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    return content.read(into, from, most);
                }

                @Override
                public boolean isFinished() {
                    return content.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("It is here already");
                }
            };
        }
    }
}
