package io.linli.workforce;

import io.linli.identity.OrgUnitId;
import io.linli.territory.AreaCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as it stands in a list.
 *
 * @param parts how many open ones stand right under it
 * @param demo made up for the demonstration
 */
public record OrganisationItem(
        OrgUnitId id,
        String kind,
        String kindName,
        String name,
        @Nullable OrgUnitId parent,
        AreaCode area,
        String areaName,
        LocalDate since,
        @Nullable LocalDate until,
        boolean demo,
        int parts) {}
