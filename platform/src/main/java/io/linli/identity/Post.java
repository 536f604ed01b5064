package io.linli.identity;

import io.linli.territory.AreaCode;
import org.jspecify.annotations.Nullable;

/** A role at an area, for a unit where there is one. */
public record Post(Role role, AreaCode area, @Nullable OrgUnitId unit) {}
