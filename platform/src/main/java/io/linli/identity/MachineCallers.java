package io.linli.identity;

import static java.util.Objects.requireNonNull;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** Whose token it is, and what they may do with it now. */
@Component
class MachineCallers implements Converter<Jwt, AbstractAuthenticationToken> {

    private final Directory directory;

    MachineCallers(Directory directory) {
        this.directory = directory;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        var scopes = token.getClaimAsStringList("scope");
        return directory
                .account(AccountId.of(requireNonNull(token.getClaimAsString(MachineTokens.ACCOUNT))))
                .filter(account -> account.kind() == AccountKind.MACHINE)
                .filter(account -> account.epoch() == epoch(token))
                .flatMap(account -> directory.caller(account.id()))
                // without a scope in the request a token is for all that the client may do
                .map(caller -> scopes == null || scopes.isEmpty() ? caller.copy() : caller.only(scopes))
                .orElseThrow(() -> new InvalidBearerTokenException("The client is locked, or its secret was changed"));
    }

    private static int epoch(Jwt token) {
        return requireNonNull(token.<Number>getClaim(MachineTokens.EPOCH)).intValue();
    }
}
