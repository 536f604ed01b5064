package io.linli.field.web;

import static io.linli.field.FieldProblem.OTHER_ACCOUNT;

import io.linli.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A phone says whose work it sends ({@code Linli-Account}). Somebody else may have signed in on it between two requests:
 * then nothing is done in their name.
 */
@Configuration(proxyBeanMethods = false)
class SameAccount implements WebMvcConfigurer, HandlerInterceptor {

    private static final String HEADER = "Linli-Account";

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var whose = request.getHeader(HEADER);
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (whose != null
                && who != null
                && who.getPrincipal() instanceof Caller caller
                && !caller.id().toString().equals(whose)) {
            throw OTHER_ACCOUNT.with();
        }
        return true;
    }
}
