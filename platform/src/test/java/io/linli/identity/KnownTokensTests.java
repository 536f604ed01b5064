package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** A token whose signature was checked is not checked again, but never holds longer than it says. */
class KnownTokensTests {

    private static final Duration SKEW = Duration.ofMinutes(1); // that the library allows

    private final List<String> read = new ArrayList<>();

    @Test
    void readsATokenOnceHoweverOftenItComes() {
        var tokens = new KnownTokens(token -> kept(token, Instant.now().plusSeconds(600)));

        var first = tokens.decode("a");

        assertThat(tokens.decode("a")).isSameAs(first);
        assertThat(tokens.decode("b")).isNotSameAs(first);
        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void asksAgainAboutATokenThatHasRunOut() {
        var over = Instant.now().minus(SKEW).minusSeconds(5);
        var tokens = new KnownTokens(token -> {
            if (read.contains(token)) {
                throw new BadJwtException("run out");
            }
            return kept(token, over);
        });

        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtException.class);
        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtException.class);
    }

    @Test
    void keepsNothingOfATokenThatIsRefused() {
        var tokens = new KnownTokens(token -> {
            read.add(token);
            throw new BadJwtException("signed by another");
        });

        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtException.class);
        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtException.class);
        assertThat(read).containsExactly("a", "a");
    }

    private Jwt kept(String token, Instant end) {
        read.add(token);
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .claim("account", "x")
                .issuedAt(end.minusSeconds(600))
                .expiresAt(end)
                .build();
    }
}
