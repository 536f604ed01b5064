package io.linli.identity;

import io.linli.settings.Acting;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The caller of the request, told to modules that do not know this one. Of several posts it is the first. */
@Component
class ActingCaller implements Acting {

    private final ObjectProvider<Posts> posts;
    private final JdbcClient database;

    ActingCaller(ObjectProvider<Posts> posts, JdbcClient database) {
        this.posts = posts;
        this.database = database;
    }

    @Override
    public Optional<Actor> now() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication who
                ? Optional.of(actor(who.getPrincipal()))
                : Optional.empty();
    }

    private static Actor actor(Caller caller) {
        var id = caller.id().toString();
        if (caller.posts().isEmpty()) {
            return new Actor(id, null, null, null);
        }
        var post = caller.posts().getFirst();
        var unit = post.unit();
        return new Actor(id, post.role().name(), post.area().code(), unit == null ? null : unit.id());
    }

    @Override
    public Optional<String> network() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.of(Address.of(request.getRequest()))
                : Optional.empty();
    }

    @Override
    public String network(String address) {
        return Address.network(address);
    }

    @Override
    public Optional<String> account(String idOrName) {
        return database.sql("select id from identity.account where username = ? or id::text = ?")
                .params(idOrName, idOrName)
                .query(UUID.class)
                .optional()
                .map(UUID::toString);
    }

    @Override
    public Optional<String> name(String account) {
        return posts.getObject().find(AccountId.of(account)).map(Posts.Holder::name);
    }
}
