package io.linli.identity;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/**
 * What was asked of a provider for one browser, kept as text until it comes back: a session of ours holds nothing but
 * texts.
 *
 * @param nonce and verifier prove, when the answer is there, that it is the one to this question
 */
record ExternalVisit(ExternalProvider provider, String state, String redirect, String nonce, String verifier) {

    private static final String VISIT = "visit";

    static void keep(ExternalProvider provider, OAuth2AuthorizationRequest asked, HttpSession session) {
        session.setAttribute(
                VISIT,
                String.join(
                        "\n",
                        provider.name(),
                        asked.getState(),
                        asked.getRedirectUri(),
                        asked.getAttribute(OidcParameterNames.NONCE),
                        asked.getAttribute(PkceParameterNames.CODE_VERIFIER)));
    }

    /** What was asked of that provider; once, whatever becomes of it. */
    static Optional<ExternalVisit> take(ExternalProvider provider, HttpSession session) {
        if (!(session.getAttribute(VISIT) instanceof String kept)) {
            return Optional.empty();
        }
        session.removeAttribute(VISIT);
        var parts = kept.split("\n", -1);
        return Optional.of(
                        new ExternalVisit(ExternalProvider.valueOf(parts[0]), parts[1], parts[2], parts[3], parts[4]))
                .filter(visit -> visit.provider() == provider);
    }

    OAuth2AuthorizationRequest asked(ClientRegistration registration) {
        var there = requireNonNull(registration.getProviderDetails().getAuthorizationUri());
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(there)
                .clientId(registration.getClientId())
                .scopes(registration.getScopes())
                .redirectUri(redirect)
                .state(state)
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, registration.getRegistrationId());
                    attributes.put(OidcParameterNames.NONCE, nonce);
                    attributes.put(PkceParameterNames.CODE_VERIFIER, verifier);
                })
                .build();
    }
}
