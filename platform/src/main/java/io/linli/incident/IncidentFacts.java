package io.linli.incident;

import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.Placement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What readers of the journal are told about an incident: codes and times, no text and no person.
 *
 * @param geohash the place to about 150 m (seven signs), since a point may tell a home; only for open reports: the
 *     place of a confidential or anonymous one is the grid, where some three hundred homes stand
 * @param unit whose it is to do, when it is a department's
 * @param holder the post whose it is to do otherwise
 */
public record IncidentFacts(
        String number,
        AreaCode area,
        @Nullable AreaCode grid,
        Placement.How how,
        @Nullable String geohash,
        @Nullable String category,
        IncidentStatus status,
        boolean urgent,
        boolean danger,
        @Nullable OrgUnitId unit,
        @Nullable Role holder,
        @Nullable String restricted,
        @Nullable AreaCode hiddenFrom,
        ReportPrivacy privacy,
        IncidentSource source,
        Instant reportedAt,
        @Nullable Instant dueAt) {}
