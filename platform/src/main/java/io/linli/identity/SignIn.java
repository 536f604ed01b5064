package io.linli.identity;

import static io.linli.identity.IdentityProblem.POST_NOT_HELD;
import static io.linli.identity.IdentityProblem.SIGN_IN_FAILED;

import io.linli.identity.SignInAttempts.Outcome;
import io.linli.identity.SignInAttempts.Result;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Adjustments;
import io.linli.territory.Territory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
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
    private final SessionContexts contexts;
    private final CsrfTokenRepository confirmations;
    private final Acts acts;
    private final Adjustments adjustments;
    private final Territory territory;
    private final Clock clock;
    private final String nobodys;

    SignIn(
            JdbcClient database,
            PasswordEncoder passwords,
            SignInAttempts attempts,
            Directory directory,
            SessionContexts contexts,
            CsrfTokenRepository confirmations,
            Acts acts,
            Adjustments adjustments,
            Territory territory,
            Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.attempts = attempts;
        this.directory = directory;
        this.contexts = contexts;
        this.confirmations = confirmations;
        this.acts = acts;
        this.adjustments = adjustments;
        this.territory = territory;
        this.clock = clock;
        nobodys = passwords.encode(UUID.randomUUID().toString());
    }

    /** Begins a session of that account; refused the same way whatever was wrong. */
    public Caller begin(String username, String password, HttpServletRequest request, HttpServletResponse response) {
        var account = attempts.attempt(username, Address.of(request), () -> check(username, password));
        return begin(account, request, response);
    }

    private Result check(String username, String password) {
        var account = database.sql("""
                select id, case when secret_until is null or secret_until > ? then secret end secret,
                    locked_at is not null locked
                from identity.account where username = ? and kind = 'PERSON'""")
                .params(Timestamp.from(clock.instant()), username)
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
        if (directory.caller(account).isEmpty()) {
            throw SIGN_IN_FAILED.with();
        }
        contexts.forget(request.getSession());
        mayRest(request);
        return renew(account, request, response);
    }

    /** The session ends when nobody used it for as long as the setting says. */
    void mayRest(HttpServletRequest request) {
        var idle = Duration.ofMinutes(adjustments.of(IdentityAdjustables.IDLE));
        request.getSession().setMaxInactiveInterval(Math.toIntExact(idle.toSeconds()));
    }

    /** Goes on as that account under a session id that nobody knew before. */
    Caller renew(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        request.changeSessionId();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(directory.caller(account).orElseThrow(SIGN_IN_FAILED::with));
        contexts.saveContext(context, request, response);
        var caller = contexts.caller(request).orElseThrow(SIGN_IN_FAILED::with);
        context.setAuthentication(caller);
        SecurityContextHolder.setContext(context);
        confirmations.saveToken(confirmations.generateToken(request), request, response);
        return caller.getPrincipal();
    }

    /** Lets the session act in one of the caller's posts, or in all of them. */
    public Caller actIn(@Nullable UUID post, Caller caller, HttpServletRequest request) {
        var account = directory.account(caller.id()).orElseThrow(SIGN_IN_FAILED::with);
        if (post != null
                && account.held(clock.instant()).stream()
                        .noneMatch(tenure -> tenure.id().equals(post))) {
            throw POST_NOT_HELD.with().at("post");
        }
        if (request.getSession(false) == null) {
            throw POST_NOT_HELD.with(); // with a token one acts in what the token is for
        }
        contexts.choose(request.getSession(), post);
        return contexts.caller(request).orElseThrow(SIGN_IN_FAILED::with).getPrincipal();
    }

    /** The posts that the caller could choose from now. */
    public List<HeldPost> held(Caller caller) {
        var now = clock.instant();
        return directory
                .account(caller.id())
                .map(account -> account.held(now).stream()
                        .map(tenure -> HeldPost.of(tenure, territory))
                        .toList())
                .orElse(List.of());
    }

    /** The one that the session acts in, unless it acts in all. */
    public Optional<UUID> chosen(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).flatMap(contexts::chosen);
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
