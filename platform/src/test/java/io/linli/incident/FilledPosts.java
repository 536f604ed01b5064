package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Posts that are all held by one person, or by nobody. */
record FilledPosts(Set<Post> filled, AccountId by) implements Posts {

    @Override
    public List<Posts.Holder> at(AreaCode area, Role role) {
        var post = new Post(role, area, null);
        return filled.contains(post) ? List.of(new Posts.Holder(by, "示例", List.of(post))) : List.of();
    }

    @Override
    public List<Posts.Holder> present(AreaCode area, Role role) {
        return at(area, role);
    }

    @Override
    public List<Posts.Holder> of(OrgUnitId unit) {
        return List.of();
    }

    @Override
    public Optional<Posts.Holder> find(AccountId account) {
        return Optional.empty();
    }
}
