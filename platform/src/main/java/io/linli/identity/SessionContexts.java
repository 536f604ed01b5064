package io.linli.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
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
 * A session keeps the account's id and epoch as text, nothing else: who the caller is and what they may do is looked up
 * each time, so that a lock or a changed post takes effect at once. A session that cannot be read is signed out.
 */
@Component
class SessionContexts implements SecurityContextRepository {

    private static final Logger log = LoggerFactory.getLogger(SessionContexts.class);
    private static final String ACCOUNT = "account";

    private final Directory directory;

    SessionContexts(Directory directory) {
        this.directory = directory;
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
            request.getSession().setAttribute(ACCOUNT, account.id() + " " + account.epoch());
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return caller(request).isPresent();
    }

    private Optional<CallerAuthentication> caller(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        try {
            if (!(session.getAttribute(ACCOUNT) instanceof String kept)) {
                return Optional.empty();
            }
            var parts = kept.split(" ", 2);
            var epoch = Integer.parseInt(parts[1]);
            return directory
                    .account(AccountId.of(parts[0]))
                    .filter(account -> account.epoch() == epoch)
                    .flatMap(account -> directory.caller(account.id()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            log.warn("A session does not say whose it is; taken as signed out", e);
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
