package io.linli.identity;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What the posts of somebody show of matters: the rule of {@link ScopedQuery}, for what is told to many at once and asked
 * of the database only once. Nobody's own and nobody's assigned matters are in it.
 */
public final class Sight {

    private final Scope scope;

    Sight(Scope scope) {
        this.scope = scope;
    }

    public boolean shows(String area, @Nullable String unit, @Nullable String restricted, @Nullable String hiddenFrom) {
        if (hiddenFrom != null && scope.hidden().contains(hiddenFrom)) {
            return false;
        }
        if (restricted == null) {
            return (unit != null && scope.units().contains(unit)) || liesIn(area, scope.areas());
        }
        return (unit != null && scope.grants().contains(restricted + "/" + unit))
                || liesIn(restricted + "@" + area, scope.grants());
    }

    private static boolean liesIn(String area, Collection<String> areas) {
        return areas.stream().anyMatch(area::startsWith);
    }
}
