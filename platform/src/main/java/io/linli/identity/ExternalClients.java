package io.linli.identity;

import static io.linli.identity.IdentityProblem.EXTERNAL_NOT_OFFERED;
import static io.linli.identity.IdentityProblem.EXTERNAL_NOT_REACHED;
import static java.util.Objects.requireNonNull;

import io.linli.identity.IdentitySettings.Oidc;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * Linli as a client of the providers that are configured. What a provider says of itself is asked when it is first needed,
 * so that Linli starts without it. Everything that is asked of one has a time limit.
 */
@Component
class ExternalClients {

    static final String BACK = "/api/session/external/{registrationId}/back";

    private static final Logger log = LoggerFactory.getLogger(ExternalClients.class);
    private static final Pattern OF_THIS_MACHINE =
            Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/.*)?");
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};

    private final Map<ExternalProvider, Oidc.Provider> settings = new EnumMap<>(ExternalProvider.class);
    private final Map<ExternalProvider, ClientRegistration> registrations = new ConcurrentHashMap<>();
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();
    private final ClientHttpRequestFactory requests;
    private final RestClient http;
    private final OidcAuthorizationCodeAuthenticationProvider exchange;
    private final Clock clock;

    ExternalClients(IdentitySettings all, Clock clock) {
        this.clock = clock;
        put(ExternalProvider.RESIDENTS, all.oidc().residents());
        put(ExternalProvider.STAFF, all.oidc().staff());
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(all.oidc().timeout()).build());
        factory.setReadTimeout(all.oidc().timeout());
        requests = factory;
        http = RestClient.builder().requestFactory(requests).build();
        var tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        // who they are stands in the signed token; nothing more is asked for
        exchange = new OidcAuthorizationCodeAuthenticationProvider(
                tokens, request -> new DefaultOidcUser(Set.of(), request.getIdToken()));
        exchange.setJwtDecoderFactory(registration ->
                decoders.computeIfAbsent(registration.getRegistrationId(), id -> decoder(registration)));
    }

    private void put(ExternalProvider provider, Oidc.Provider settings) {
        if (settings.issuer().isBlank()) {
            return;
        }
        if (!settings.issuer().startsWith("https://")
                && !OF_THIS_MACHINE.matcher(settings.issuer()).matches()) {
            throw new IllegalArgumentException(
                    "linli.identity.oidc." + provider.path() + ".issuer has to begin with https://");
        }
        if (settings.clientId().isBlank() || settings.clientSecret().isBlank()) {
            throw new IllegalArgumentException(
                    "linli.identity.oidc." + provider.path() + " needs client-id and client-secret");
        }
        this.settings.put(provider, settings);
    }

    Set<ExternalProvider> offered() {
        return settings.isEmpty() ? Set.of() : EnumSet.copyOf(settings.keySet());
    }

    String name(ExternalProvider provider) {
        return of(provider).name();
    }

    private Oidc.Provider of(ExternalProvider provider) {
        var known = settings.get(provider);
        if (known == null) {
            throw EXTERNAL_NOT_OFFERED.with();
        }
        return known;
    }

    /** Exchanges the code that somebody came back with for the signed token, and looks whether that is as it must be. */
    OidcAuthorizationCodeAuthenticationProvider exchange() {
        return exchange;
    }

    /** Refused when the provider does not answer, or says that it is another. */
    ClientRegistration registration(ExternalProvider provider) {
        var known = registrations.get(provider);
        return known == null ? discover(provider, of(provider)) : known;
    }

    private ClientRegistration discover(ExternalProvider provider, Oidc.Provider asked) {
        Map<String, Object> told;
        try {
            told = http.get()
                    .uri(URI.create(asked.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration"))
                    .retrieve()
                    .body(OBJECT);
        } catch (RestClientException e) {
            log.warn("The provider of identities for {} does not answer", provider, e);
            throw EXTERNAL_NOT_REACHED.with();
        }
        if (told == null || !asked.issuer().equals(told.get("issuer"))) {
            log.warn("The provider of identities for {} says that it is another", provider);
            throw EXTERNAL_NOT_REACHED.with();
        }
        try {
            var registration = ClientRegistrations.fromOidcConfiguration(told)
                    .registrationId(provider.path())
                    .clientId(asked.clientId())
                    .clientSecret(asked.clientSecret())
                    .scope(asked.scopes())
                    .redirectUri("{baseUrl}" + BACK)
                    .build();
            if (registration.getProviderDetails().getJwkSetUri() == null) {
                throw new IllegalArgumentException("It does not say where its keys are");
            }
            registrations.put(provider, registration);
            return registration;
        } catch (IllegalArgumentException e) {
            log.warn("What the provider of identities for {} says of itself cannot be used", provider, e);
            throw EXTERNAL_NOT_REACHED.with();
        }
    }

    // the keys are fetched within the limit too; a token that is not signed with one of them is none
    private JwtDecoder decoder(ClientRegistration registration) {
        var keys = requireNonNull(registration.getProviderDetails().getJwkSetUri());
        var decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(new RestTemplate(requests))
                .build();
        var times = new JwtTimestampValidator();
        times.setClock(clock);
        var contents = new OidcIdTokenValidator(registration);
        contents.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, contents));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }
}
