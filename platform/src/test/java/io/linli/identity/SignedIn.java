package io.linli.identity;

import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Lets a test act as an account. In a request: {@code .with(SignedIn.as("grid"))}, in place of {@code user("grid")},
 * which knows no {@link Caller}. On the thread: {@code SignedIn.as(context, "grid", () -> …)}, for transactions that read
 * scoped tables.
 */
public final class SignedIn {

    private SignedIn() {}

    public static RequestPostProcessor as(String username) {
        return request -> {
            var context = WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext());
            return SecurityMockMvcRequestPostProcessors.authentication(authentication(context, username))
                    .postProcessRequest(request);
        };
    }

    public static <T> T as(ApplicationContext context, String username, Supplier<T> work) {
        var before = SecurityContextHolder.getContext();
        var mine = SecurityContextHolder.createEmptyContext();
        mine.setAuthentication(authentication(context, username));
        SecurityContextHolder.setContext(mine);
        try {
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    public static Caller caller(ApplicationContext context, String username) {
        return authentication(context, username).getPrincipal();
    }

    private static CallerAuthentication authentication(ApplicationContext context, String username) {
        var id = context.getBean(JdbcClient.class)
                .sql("select id from identity.account where username = ?")
                .param(username)
                .query(java.util.UUID.class)
                .single();
        return context.getBean(Directory.class).caller(new AccountId(id)).orElseThrow();
    }
}
