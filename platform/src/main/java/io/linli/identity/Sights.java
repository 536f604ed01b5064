package io.linli.identity;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says, at any time and from any thread, what somebody who called earlier may see by now. */
@Component
public class Sights {

    private final Directory directory;
    private final Scopes scopes;

    Sights(Directory directory, Scopes scopes) {
        this.directory = directory;
        this.scopes = scopes;
    }

    /** By those of the posts they called in that they still hold; empty when none of them permits it any more. */
    public Optional<Sight> of(Caller before, String permission) {
        return directory
                .caller(before.id())
                .map(CallerAuthentication::getPrincipal)
                .filter(now -> now.may(permission) && before.may(permission))
                .map(now -> new Caller(
                        now.id(),
                        now.username(),
                        now.name(),
                        before.posts().stream().filter(now.posts()::contains).toList(),
                        now.permissions()))
                .map(scopes::of)
                .map(Sight::new);
    }
}
