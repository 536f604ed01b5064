package io.linli.identity;

import java.util.List;
import java.util.Set;

/**
 * Who asks: the account, its posts and what they permit. Controllers take it as a parameter; it is never missing there.
 *
 * @param name as staff are shown in public; a resident's is masked
 * @param permissions names such as {@code incident:dispatch}, of any of the posts
 */
public record Caller(AccountId id, String username, String name, List<Post> posts, Set<String> permissions) {

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    public boolean has(Role role) {
        return posts.stream().anyMatch(post -> post.role() == role);
    }

    @Override
    public String toString() {
        return id.toString(); // safe to log
    }
}
