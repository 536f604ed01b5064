package io.linli.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The caller as Spring Security knows them: authorities are their permissions, and their roles as ROLE_x. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;
    private final transient Scope scope;

    CallerAuthentication(Caller caller, Scope scope) {
        this(
                caller,
                scope,
                Stream.concat(
                                caller.permissions().stream(),
                                caller.posts().stream()
                                        .map(post -> "ROLE_" + post.role())
                                        .distinct())
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    private CallerAuthentication(Caller caller, Scope scope, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.caller = caller;
        this.scope = scope;
        setAuthenticated(true);
    }

    /** For one request, whose details may be added to it. */
    CallerAuthentication copy() {
        return new CallerAuthentication(caller, scope, getAuthorities());
    }

    /** Somebody who has still that to do: nobody in particular until then. */
    CallerAuthentication before(SignInStep due) {
        var nobody = new Caller(caller.id(), caller.username(), caller.name(), List.of(), Set.of(), due);
        return new CallerAuthentication(nobody, Scope.none(caller.id()));
    }

    /** With no permissions but these. */
    CallerAuthentication only(Collection<String> permissions) {
        var left = caller.permissions().stream().filter(permissions::contains).collect(toUnmodifiableSet());
        return new CallerAuthentication(
                new Caller(caller.id(), caller.username(), caller.name(), caller.posts(), left), scope);
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
