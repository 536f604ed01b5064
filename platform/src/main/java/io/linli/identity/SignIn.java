package io.linli.identity;

import static io.linli.identity.IdentityProblem.SIGN_IN_FAILED;

import io.linli.identity.SignInAttempts.Outcome;
import io.linli.identity.SignInAttempts.Result;
import io.linli.settings.Act;
import io.linli.settings.Acts;
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
    private final SignInAttempts attempts;
    private final Directory directory;
    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository confirmations;
    private final Acts acts;
    private final String nobodys;

    SignIn(
            JdbcClient database,
            PasswordEncoder passwords,
            SignInAttempts attempts,
            Directory directory,
            SecurityContextRepository contexts,
            CsrfTokenRepository confirmations,
            Acts acts) {
        this.database = database;
        this.passwords = passwords;
        this.attempts = attempts;
        this.directory = directory;
        this.contexts = contexts;
        this.confirmations = confirmations;
        this.acts = acts;
        nobodys = passwords.encode(UUID.randomUUID().toString());
    }

    /** Begins a session of that account; refused the same way whatever was wrong. */
    public Caller begin(String username, String password, HttpServletRequest request, HttpServletResponse response) {
        var account = attempts.attempt(username, Address.of(request), () -> check(username, password));
        return begin(account, request, response);
    }

    private Result check(String username, String password) {
        var account = database.sql("""
                select id, secret, locked_at is not null locked from identity.account
                where username = ? and kind = 'PERSON'""")
                .param(username)
                .query((row, n) ->
                        new Secret(row.getObject("id", UUID.class), row.getString("secret"), row.getBoolean("locked")))
                .optional()
                .orElse(null);
        var secret = account == null || account.secret() == null ? nobodys : account.secret();
        boolean right = passwords.matches(password, secret); // as much work for an unknown name
        if (account == null) {
            return new Result(null, Outcome.REFUSED);
        }
        var id = new AccountId(account.id());
        if (!right || account.secret() == null) {
            return new Result(id, Outcome.REFUSED);
        }
        return new Result(id, account.locked() ? Outcome.LOCKED : Outcome.SIGNED_IN);
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
            if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication) {
                acts.did(Act.of("session.end"));
            }
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }
}
