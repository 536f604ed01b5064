package io.linli.workforce;

import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the responsibility matrix: within the area, at each area of that level, this post or this organisation is
 * accountable for that kind of matter and the kinds in it.
 *
 * @param matter null for every kind
 * @param role of the accountable post; else an organisation is
 */
public record Responsibility(
        UUID id,
        AreaCode area,
        @Nullable String matter,
        AreaLevel level,
        @Nullable Role role,
        @Nullable OrgUnitId unit) {}
