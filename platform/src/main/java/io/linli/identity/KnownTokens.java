package io.linli.identity;

import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.util.ConcurrentLruCache;

/**
 * Checks the signature of a token once: a machine sends the same one with each request for as long as it holds, and the
 * check took a sixth of the time of a report. Whether it still holds is looked at each time; whether its account may
 * still do anything, {@link MachineCallers} asks each time too.
 */
final class KnownTokens implements JwtDecoder {

    private static final int MOST = 1_000;

    private final JwtDecoder reader;
    private final OAuth2TokenValidator<Jwt> validity = JwtValidators.createDefault();
    private final ConcurrentLruCache<String, Jwt> known;

    KnownTokens(JwtDecoder reader) {
        this.reader = reader;
        this.known = new ConcurrentLruCache<>(MOST, reader::decode); // one that is refused is not kept
    }

    @Override
    public Jwt decode(String token) {
        var found = known.get(token);
        if (validity.validate(found).hasErrors()) {
            known.remove(token);
            return reader.decode(token); // which says what is wrong with it
        }
        return found;
    }
}
