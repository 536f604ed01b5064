package io.linli.identity;

import io.linli.territory.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * A role at an area, for a unit where there is one.
 *
 * @param standsInFor whose post it is, where its holder is away and somebody else acts for them
 */
public record Post(
        Role role,
        AreaCode area,
        @Nullable OrgUnitId unit,
        @Nullable AccountId standsInFor) {

    public Post(Role role, AreaCode area, @Nullable OrgUnitId unit) {
        this(role, area, unit, null);
    }
}
