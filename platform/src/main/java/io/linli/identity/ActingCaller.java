package io.linli.identity;

import io.linli.settings.Acting;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The caller of the request, told to modules that do not know this one. Of several posts it is the first. */
@Component
class ActingCaller implements Acting {

    private final ObjectProvider<Posts> posts;
    private final ObjectProvider<Directory> directory;
    private final ObjectProvider<SessionRepository<?>> sessions;
    private final ObjectProvider<RolePermissions> permissions;
    private final JdbcClient database;

    ActingCaller(
            ObjectProvider<Posts> posts,
            ObjectProvider<Directory> directory,
            ObjectProvider<SessionRepository<?>> sessions,
            ObjectProvider<RolePermissions> permissions,
            JdbcClient database) {
        this.posts = posts;
        this.directory = directory;
        this.sessions = sessions;
        this.permissions = permissions;
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
    public boolean serves(String permission, String area) {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication who
                && who.getPrincipal().posts().stream()
                        .filter(post -> area.startsWith(post.area().code()))
                        .anyMatch(
                                post -> permissions.getObject().of(post.role()).contains(permission));
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

    // An account that is locked or was given another password is signed out everywhere, and so is who ended the
    // session.
    // A token lasts as long as it does: whoever waits longer has to come again with another.
    @Override
    public BooleanSupplier presence() {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication who)) {
            return () -> false;
        }
        var account = who.getPrincipal().id();
        var epoch = directory.getObject().account(account).map(Account::epoch);
        var session = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.ofNullable(request.getRequest().getSession(false)).map(HttpSession::getId)
                : Optional.<String>empty();
        return () -> directory
                        .getObject()
                        .account(account)
                        .filter(known -> !known.locked())
                        .map(Account::epoch)
                        .equals(epoch)
                && session.map(id -> sessions.getObject().findById(id) != null).orElse(true);
    }
}
