package io.linli.identity.web;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.identity.Role;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a caller is told about themselves. */
@Component
class Sessions {

    private final Territory territory;

    Sessions(Territory territory) {
        this.territory = territory;
    }

    Me me(Caller caller) {
        return new Me(
                caller.username(),
                caller.name(),
                caller.posts().stream().map(this::held).toList(),
                caller.permissions().stream().sorted().toList());
    }

    private Held held(Post post) {
        var name =
                territory.find(post.area()).map(Area::name).orElse(post.area().code());
        return new Held(post.role(), post.area(), name, post.unit());
    }

    record Me(String username, String name, List<Held> posts, List<String> permissions) {}

    record Held(
            Role role,
            AreaCode area,
            String areaName,
            @Nullable OrgUnitId unit) {}
}
