package io.linli.identity.web;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.HeldPost;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.identity.SignIn;
import io.linli.identity.SignInStep;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a caller is told about themselves. */
@Component
class Sessions {

    private final Territory territory;
    private final Posts posts;
    private final SignIn door;

    Sessions(Territory territory, Posts posts, SignIn door) {
        this.territory = territory;
        this.posts = posts;
        this.door = door;
    }

    Me me(Caller caller, HttpServletRequest request) {
        return new Me(
                caller.username(),
                caller.name(),
                caller.posts().stream().map(this::acting).toList(),
                caller.due() == null
                        ? door.held(caller).stream().map(this::held).toList()
                        : List.of(),
                door.chosen(request).orElse(null),
                caller.permissions().stream().sorted().toList(),
                Caller.menus(caller.permissions()),
                caller.due());
    }

    private Acting acting(Post post) {
        return new Acting(post.role(), post.area(), name(post.area()), post.unit(), person(post.standsInFor()));
    }

    private Held held(HeldPost post) {
        return new Held(post.id(), post.role(), post.area(), post.areaName(), post.unit(), person(post.standsInFor()));
    }

    private String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }

    private @Nullable String person(@Nullable AccountId account) {
        return account == null
                ? null
                : posts.find(account).map(Posts.Holder::name).orElse(null);
    }

    /**
     * @param posts those that the session acts in
     * @param held all that could be chosen
     * @param post the one that was chosen; absent while the session acts in all of them
     * @param menus the parts of the product in which the caller may do something
     * @param due what is left to do before signing in is complete
     */
    record Me(
            String username,
            String name,
            List<Acting> posts,
            List<Held> held,
            @Nullable UUID post,
            List<String> permissions,
            List<String> menus,
            @Nullable SignInStep due) {}

    /** @param standsInFor the name of who is away and for whom the caller acts */
    record Acting(
            Role role,
            AreaCode area,
            String areaName,
            @Nullable OrgUnitId unit,
            @Nullable String standsInFor) {}

    record Held(
            UUID id,
            Role role,
            AreaCode area,
            String areaName,
            @Nullable OrgUnitId unit,
            @Nullable String standsInFor) {}
}
