package io.linli.identity;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * A session keeps the account's id and epoch as text, the post that was chosen, and whether a second factor was shown,
 * nothing else: who the caller is and what they may do is looked up each time, so that a lock or a changed post takes
 * effect at once. A session that cannot be read is signed out.
 */
@Component
class SessionContexts implements SecurityContextRepository {

    private static final Logger log = LoggerFactory.getLogger(SessionContexts.class);
    private static final String ACCOUNT = PRINCIPAL_NAME_INDEX_NAME; // by which a person's sessions are found
    private static final String EPOCH = "epoch";
    private static final String POST = "post";
    private static final String FACTOR = "factor";

    private final Directory directory;
    private final SignInSteps steps;

    SessionContexts(Directory directory, SignInSteps steps) {
        this.directory = directory;
        this.steps = steps;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Override
    @SuppressWarnings("deprecation") // but still asked for
    public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
        return loadDeferredContext(exchange.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof CallerAuthentication who) {
            var account = directory.account(who.getPrincipal().id()).orElseThrow();
            request.getSession().setAttribute(ACCOUNT, account.id().toString());
            request.getSession().setAttribute(EPOCH, String.valueOf(account.epoch()));
        }
    }

    /** The session acts in that post only, or, with none, in all that its account holds. */
    void choose(HttpSession session, @Nullable UUID post) {
        if (post == null) {
            session.removeAttribute(POST);
        } else {
            session.setAttribute(POST, post.toString());
        }
    }

    Optional<UUID> chosen(HttpSession session) {
        return Optional.ofNullable((String) session.getAttribute(POST)).map(UUID::fromString);
    }

    /** A code of the second factor was shown in this session. */
    void shown(HttpSession session) {
        session.setAttribute(FACTOR, "shown");
    }

    /** Nothing of what an earlier sign-in under the same session left. */
    void forget(HttpSession session) {
        session.removeAttribute(POST);
        session.removeAttribute(FACTOR);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return caller(request).isPresent();
    }

    /** Whose request it is by what the session says now. */
    Optional<CallerAuthentication> caller(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ACCOUNT) instanceof String kept)) {
            return Optional.empty();
        }
        try {
            var id = AccountId.of(kept);
            var epoch = Integer.parseInt(String.valueOf(session.getAttribute(EPOCH)));
            var post = chosen(session).orElse(null);
            var shown = session.getAttribute(FACTOR) != null;
            return directory
                    .account(id)
                    .filter(account -> account.epoch() == epoch)
                    .flatMap(account -> directory
                            .caller(id, post)
                            .map(caller -> steps.due(account, shown)
                                    .map(caller::before)
                                    .orElse(caller)));
        } catch (IllegalArgumentException e) {
            log.warn("A session does not say whose it is; taken as signed out", e);
            session.removeAttribute(ACCOUNT); // or the store would look for a person under what stands there
            session.removeAttribute(EPOCH);
            return Optional.empty();
        }
    }

    private final class Deferred implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private @Nullable SecurityContext loaded;
        private boolean generated;

        Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            if (loaded == null) {
                loaded = SecurityContextHolder.createEmptyContext();
                var caller = caller(request);
                generated = caller.isEmpty();
                caller.ifPresent(loaded::setAuthentication);
            }
            return loaded;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
