package io.linli.identity;

import static io.linli.identity.IdentityProblem.SIGN_IN_FAILED;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Service;

/** Opens and ends the sessions of people. */
@Service
public class SignIn {

    private record Secret(UUID id, @Nullable String secret, boolean locked) {}

    private final JdbcClient database;
    private final PasswordEncoder passwords;
    private final Directory directory;
    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository confirmations;
    private final String nobodys;

    SignIn(
            JdbcClient database,
            PasswordEncoder passwords,
            Directory directory,
            SecurityContextRepository contexts,
            CsrfTokenRepository confirmations) {
        this.database = database;
        this.passwords = passwords;
        this.directory = directory;
        this.contexts = contexts;
        this.confirmations = confirmations;
        nobodys = passwords.encode(UUID.randomUUID().toString());
    }

    /** Begins a session of that account; refused the same way whatever was wrong. */
    public Caller begin(String username, String password, HttpServletRequest request, HttpServletResponse response) {
        var account = database.sql(
                        "select id, secret, locked_at is not null locked from identity.account where username = ?")
                .param(username)
                .query(Secret.class)
                .optional()
                .orElse(null);
        var secret = account == null || account.secret() == null ? nobodys : account.secret();
        boolean right = passwords.matches(password, secret); // as much work for an unknown name
        if (!right || account == null || account.secret() == null || account.locked()) {
            throw SIGN_IN_FAILED.with();
        }
        return begin(new AccountId(account.id()), request, response);
    }

    Caller begin(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        var caller = directory.caller(account).orElseThrow(SIGN_IN_FAILED::with);
        if (request.getSession(false) != null) {
            request.changeSessionId(); // a session id known before signing in is worth nothing after
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(caller);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        confirmations.saveToken(confirmations.generateToken(request), request, response);
        return caller.getPrincipal();
    }

    public void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }
}
