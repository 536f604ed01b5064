package io.linli.settings;

import static io.linli.settings.InstanceProblem.NOT_SERVING;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** An instance that has other duties answers nothing but how it does. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class NotServing extends OncePerRequestFilter {

    private final boolean serves;
    private final HandlerExceptionResolver refusals;

    NotServing(Duties duties, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
        this.serves = duties.has(Duty.SERVE);
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return serves || request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        refusals.resolveException(request, response, null, NOT_SERVING.with());
    }
}
