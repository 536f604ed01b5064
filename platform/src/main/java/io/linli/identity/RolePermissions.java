package io.linli.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each role may do: the defaults of the modules, with what was changed in the database. */
@Component
class RolePermissions {

    private record Change(Role role, String permission, boolean granted) {}

    private final List<PermissionCatalogue> catalogues;
    private final JdbcClient database;
    private volatile Map<Role, Set<String>> permitted = Map.of();

    RolePermissions(List<PermissionCatalogue> catalogues, JdbcClient database) {
        this.catalogues = catalogues;
        this.database = database;
    }

    Set<String> of(Role role) {
        return permitted.getOrDefault(role, Set.of());
    }

    Set<String> of(List<Post> posts) {
        return posts.stream().flatMap(post -> of(post.role()).stream()).collect(toUnmodifiableSet());
    }

    /** What the modules say, whatever was changed. */
    Set<String> byDefault(Role role) {
        return catalogues.stream()
                .flatMap(catalogue -> catalogue.permissions().stream())
                .filter(permission -> permission.roles().contains(role))
                .map(Permission::name)
                .collect(toUnmodifiableSet());
    }

    /** Every permission that there is. */
    Set<String> all() {
        return catalogues.stream()
                .flatMap(catalogue -> catalogue.permissions().stream())
                .map(Permission::name)
                .collect(toUnmodifiableSet());
    }

    void reload() {
        var now = new EnumMap<Role, Set<String>>(Role.class);
        catalogues.stream()
                .flatMap(catalogue -> catalogue.permissions().stream())
                .forEach(permission ->
                        permission.roles().forEach(role -> names(now, role).add(permission.name())));
        for (var change : changes()) {
            var names = names(now, change.role());
            if (change.granted()) {
                names.add(change.permission());
            } else {
                names.remove(change.permission());
            }
        }
        permitted = now;
    }

    private static Set<String> names(Map<Role, Set<String>> permissions, Role role) {
        return permissions.computeIfAbsent(role, each -> new HashSet<>());
    }

    private List<Change> changes() {
        return database.sql("select role, permission, granted from identity.role_permission")
                .query((row, n) -> new Change(Role.valueOf(row.getString(1)), row.getString(2), row.getBoolean(3)))
                .list();
    }
}
