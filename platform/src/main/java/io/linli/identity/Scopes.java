package io.linli.identity;

import io.linli.settings.RowScope;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Works out what a caller sees, and tells the database so when the caller's transaction begins. */
@Component
class Scopes implements RowScope {

    private final Territory territory;
    private final RolePermissions permissions;

    Scopes(Territory territory, RolePermissions permissions) {
        this.territory = territory;
        this.permissions = permissions;
    }

    AreaCode root() {
        return territory.root();
    }

    Scope of(Caller caller) {
        var areas = new TreeSet<String>();
        var units = new TreeSet<String>();
        var grants = new TreeSet<String>();
        var hidden = new TreeSet<String>();
        for (var post : caller.posts()) {
            var kinds = permissions.of(post.role()).stream()
                    .filter(Scope::opensKind)
                    .map(Scope::kind)
                    .toList();
            // a post at a new community sees the matters of the homes that came to it
            var ground = territory.own(post.area());
            if (post.role().seesArea()) {
                ground.forEach(area -> areas.add(area.code()));
                kinds.forEach(kind -> ground.forEach(area -> grants.add(kind + "@" + area)));
            }
            if (post.role().serves()) {
                // what was to be hidden from a post stays so wherever that post went
                territory.lineage(post.area()).forEach(area -> around(area).forEach(hidden::add));
                if (post.unit() != null) {
                    units.add(post.unit().id());
                    kinds.forEach(kind -> grants.add(kind + "/" + post.unit()));
                }
            }
        }
        return new Scope(caller.id(), outermost(areas), units, grants, hidden);
    }

    private static Stream<String> around(AreaCode area) {
        return Stream.iterate(Optional.of(area), Optional::isPresent, inner -> inner.flatMap(AreaCode::parent))
                .map(outer -> outer.orElseThrow().code());
    }

    private static SortedSet<String> outermost(SortedSet<String> areas) {
        var outer = new TreeSet<String>();
        for (var area : areas) { // in order, so an area comes before those in it
            if (outer.isEmpty() || !area.startsWith(outer.last())) {
                outer.add(area);
            }
        }
        return outer;
    }

    @Override
    public Map<String, String> ofCaller() {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication who)) {
            return Map.of();
        }
        var scope = who.scope();
        return Map.of(
                "linli.account", scope.account().toString(),
                "linli.areas", Scope.array(scope.areas()),
                "linli.units", Scope.array(scope.units()),
                "linli.grants", Scope.array(scope.grants()),
                "linli.hidden", Scope.array(scope.hidden()));
    }
}
