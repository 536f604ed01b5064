package io.linli.identity;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: the account, its posts and what they permit. Controllers take it as a parameter; it is never missing there.
 *
 * @param name as staff are shown in public; a resident's is masked
 * @param posts those that the caller acts in now: all they hold, or the one they chose
 * @param permissions names such as {@code incident:dispatch}, of any of the posts
 * @param due what is left to do before signing in is complete; until then there are neither posts nor permissions
 */
public record Caller(
        AccountId id,
        String username,
        String name,
        List<Post> posts,
        Set<String> permissions,
        @Nullable SignInStep due) {

    public Caller(AccountId id, String username, String name, List<Post> posts, Set<String> permissions) {
        this(id, username, name, posts, permissions, null);
    }

    /** The parts of the product in which somebody with these permissions may do something. */
    public static List<String> menus(Collection<String> permissions) {
        return permissions.stream()
                .map(permission -> permission.replaceFirst(":.*", ""))
                .distinct()
                .sorted()
                .toList();
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    public boolean has(Role role) {
        return posts.stream().anyMatch(post -> post.role() == role);
    }

    /** Whether it is the caller's own account, or that of somebody away for whom they act. */
    public boolean actsFor(AccountId account) {
        return id.equals(account) || posts.stream().anyMatch(post -> account.equals(post.standsInFor()));
    }

    @Override
    public String toString() {
        return id.toString(); // safe to log
    }
}
