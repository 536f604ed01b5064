package io.linli.identity;

import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The caller as Spring Security knows them: authorities are their permissions, and their roles as ROLE_x. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;
    private final transient Scope scope;

    CallerAuthentication(Caller caller, Scope scope) {
        super(Stream.concat(
                        caller.permissions().stream(),
                        caller.posts().stream()
                                .map(post -> "ROLE_" + post.role())
                                .distinct())
                .map(SimpleGrantedAuthority::new)
                .toList());
        this.caller = caller;
        this.scope = scope;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    Scope scope() {
        return scope;
    }

    @Override
    public String getName() {
        return caller.username();
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
