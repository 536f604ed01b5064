package io.linli.identity;

import static io.linli.identity.IdentityProblem.EXTERNAL_NOT_REACHED;
import static io.linli.identity.IdentityProblem.EXTERNAL_REFUSED;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Service;
import org.springframework.web.client.ResourceAccessException;

/** Signing in by another provider of identities (OpenID Connect, authorization code with PKCE). Off unless configured. */
@Service
public class ExternalSignIn {

    private static final Logger log = LoggerFactory.getLogger(ExternalSignIn.class);
    private static final String LINKING = "linking";

    private final ExternalClients clients;
    private final ExternalAccounts accounts;
    private final SignInAttempts attempts;
    private final SignIn door;

    ExternalSignIn(ExternalClients clients, ExternalAccounts accounts, SignInAttempts attempts, SignIn door) {
        this.clients = clients;
        this.accounts = accounts;
        this.attempts = attempts;
        this.door = door;
    }

    /** One way to sign in, and the name of its button. */
    public record Offered(ExternalProvider provider, String name) {}

    /**
     * One way to sign in.
     *
     * @param since when the account of the caller was linked; null when it is not
     */
    public record Linked(
            ExternalProvider provider,
            String name,
            @Nullable Instant since) {}

    public List<Offered> offered() {
        return clients.offered().stream()
                .map(provider -> new Offered(provider, clients.name(provider)))
                .toList();
    }

    public List<Linked> linked(Caller caller) {
        var since = accounts.linked(caller);
        return clients.offered().stream()
                .map(provider -> new Linked(provider, clients.name(provider), since.get(provider)))
                .toList();
    }

    /** Where the caller's browser goes to sign in there. */
    public String begin(ExternalProvider provider, HttpServletRequest request) {
        var registration = clients.registration(provider);
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(id -> registration, "/api/session/external");
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var asking = resolver.resolve(request, provider.path());
        if (asking == null) {
            throw new IllegalStateException("Nothing to ask of " + provider);
        }
        ExternalVisit.keep(provider, asking, request.getSession());
        return asking.getAuthorizationRequestUri();
    }

    /** The next who comes back from there is the caller, whose account is then linked. */
    public void wantLink(ExternalProvider provider, HttpServletRequest request) {
        clients.name(provider); // refused when it is not offered
        request.getSession().setAttribute(LINKING, provider.name());
    }

    public void unlink(Caller caller, ExternalProvider provider) {
        accounts.unlink(caller, provider);
    }

    /** What somebody brings back from the provider. */
    public record Answer(
            @Nullable String code,
            @Nullable String state,
            @Nullable String error) {}

    /** Signs in who comes back, or links their account when they wanted that; tells who they are. */
    public Caller end(
            ExternalProvider provider, Answer answer, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession();
        var visit = ExternalVisit.take(provider, session).orElseThrow(EXTERNAL_REFUSED::with);
        var linking = linking(provider, session);
        if (answer.code() == null || answer.state() == null || answer.error() != null) {
            throw EXTERNAL_REFUSED.with();
        }
        var registration = clients.registration(provider);
        var person = person(registration, visit.asked(registration), answer.code(), answer.state());
        var subject = person.getSubject();
        if (subject == null || subject.isBlank()) {
            throw EXTERNAL_REFUSED.with();
        }
        if (linking != null) {
            accounts.link(linking, provider, subject);
            return linking;
        }
        var account = accounts.of(provider, subject, person.getFullName());
        var caller = door.begin(account, request, response);
        attempts.began(account, Address.of(request));
        return caller;
    }

    private static @Nullable Caller linking(ExternalProvider provider, HttpSession session) {
        if (!provider.name().equals(session.getAttribute(LINKING))) {
            return null;
        }
        session.removeAttribute(LINKING);
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication who
                        && who.getPrincipal().due() == null
                ? who.getPrincipal()
                : null;
    }

    private OidcUser person(
            ClientRegistration registration, OAuth2AuthorizationRequest asking, String code, String state) {
        var answered = OAuth2AuthorizationResponse.success(code)
                .redirectUri(String.valueOf(asking.getRedirectUri()))
                .state(state)
                .build();
        try {
            var proved = clients.exchange()
                    .authenticate(new OAuth2LoginAuthenticationToken(
                            registration, new OAuth2AuthorizationExchange(asking, answered)));
            if (proved == null || !(proved.getPrincipal() instanceof OidcUser person)) {
                throw EXTERNAL_REFUSED.with(); // it did not say who it is
            }
            return person;
        } catch (AuthenticationException e) {
            log.warn("A sign-in by {} is not taken", registration.getRegistrationId(), e);
            throw (isAway(e) ? EXTERNAL_NOT_REACHED : EXTERNAL_REFUSED).with();
        }
    }

    private static boolean isAway(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof ResourceAccessException) {
                return true;
            }
        }
        return false;
    }
}
