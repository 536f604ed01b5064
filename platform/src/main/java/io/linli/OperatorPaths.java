package io.linli;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What only those see who look after the server: its inner figures, and outside the demo the description of the API.
 * Health is told to all, but only whether it is up.
 */
@Component
class OperatorPaths extends OncePerRequestFilter implements Ordered {

    static final String PERMISSION = "operate:read";

    private final boolean demo;

    OperatorPaths(@Value("${linli.demo}") boolean demo) {
        this.demo = demo;
    }

    // inside the security filters, so that they answer for what is refused here
    @Override
    public int getOrder() {
        return SecurityFilterProperties.DEFAULT_FILTER_ORDER + 10;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        var inner = path.startsWith("/actuator") && !path.equals("/actuator/health");
        var description = path.startsWith("/v3/api-docs") || path.startsWith("/swagger-ui");
        return !inner && !(description && !demo);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null
                || caller.getAuthorities().stream().noneMatch(held -> PERMISSION.equals(held.getAuthority()))) {
            throw new AccessDeniedException(PERMISSION);
        }
        chain.doFilter(request, response);
    }
}
