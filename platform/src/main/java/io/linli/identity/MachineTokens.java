package io.linli.identity;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.annotation.web.configurers.SecurityContextConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/** Gives machine clients their tokens: {@code POST /oauth2/token}, client credentials and nothing else. */
@Configuration(proxyBeanMethods = false)
class MachineTokens {

    static final String ACCOUNT = "account";
    static final String EPOCH = "epoch";

    @Bean
    @Order(0)
    SecurityFilterChain tokens(HttpSecurity http, MachineClients clients, JwtGenerator generator) {
        return http.securityMatcher("/oauth2/token")
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(clients)
                        .authorizationService(new NothingKept())
                        .authorizationServerSettings(
                                AuthorizationServerSettings.builder().build())
                        .tokenGenerator(generator))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(CsrfConfigurer::disable)
                .securityContext(SecurityContextConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }

    @Bean
    AuthorizationServerSettings tokenServer() {
        return AuthorizationServerSettings.builder().build();
    }

    @Bean
    JwtGenerator generator(SigningKeys keys, Directory directory, Acts acts) {
        var encoder = new NimbusJwtEncoder((selector, context) -> {
            keys.prepare();
            return keys.get(selector, context);
        });
        encoder.setJwkSelector(found -> found.getFirst()); // the newest
        var generator = new JwtGenerator(encoder);
        generator.setJwtCustomizer(whose(directory, acts));
        return generator;
    }

    // a token of an earlier epoch, or of an account that was locked since, is refused although it has not run out
    private static OAuth2TokenCustomizer<JwtEncodingContext> whose(Directory directory, Acts acts) {
        return token -> {
            var id = AccountId.of(token.getRegisteredClient().getId());
            var account = directory.account(id).orElseThrow();
            acts.did(Act.of("session.token").by(id.toString()));
            token.getClaims().claim(ACCOUNT, id.toString()).claim(EPOCH, account.epoch());
        };
    }

    @Bean
    JwtDecoder tokenReader(SigningKeys keys) {
        return new KnownTokens(NimbusJwtDecoder.withJwkSource(keys).build());
    }

    /** A token says all that there is to know of it. */
    private static final class NothingKept implements OAuth2AuthorizationService {

        @Override
        public void save(OAuth2Authorization given) {}

        @Override
        public void remove(OAuth2Authorization given) {}

        @Override
        public @Nullable OAuth2Authorization findById(String id) {
            return null;
        }

        @Override
        public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
            return null;
        }
    }
}
