package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.territory.AreaCode;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who took a step, as the trail keeps it. Staff stand there by name and post; the reporter by that word only, so that
 * no trail tells who reported.
 */
record Actor(@Nullable AccountId account, @Nullable String name, String role) {

    static final Actor REPORTER = new Actor(null, null, "REPORTER");
    /** Not a human act: it does not count as a response. */
    static final Actor SYSTEM = new Actor(null, null, "SYSTEM");

    private static final String DEPUTY = "+DEPUTY";

    /** The caller with the post that is nearest to the matter. */
    static Actor of(Caller caller, AreaCode area) {
        var role = nearest(caller.posts(), area)
                .map(post -> post.standsInFor() == null ? post.role().name() : post.role() + DEPUTY)
                .orElse("NONE");
        return new Actor(caller.id(), caller.name(), role);
    }

    /** Whether they acted for somebody away (代). */
    boolean isDeputy() {
        return role.endsWith(DEPUTY);
    }

    /** The role without that. */
    String plainRole() {
        return isDeputy() ? role.substring(0, role.length() - DEPUTY.length()) : role;
    }

    static Optional<Post> nearest(Collection<Post> posts, AreaCode area) {
        return posts.stream()
                .filter(post -> post.area().contains(area))
                .max((one, other) -> Integer.compare(
                        one.area().code().length(), other.area().code().length()))
                .or(() -> posts.stream().findFirst());
    }
}
