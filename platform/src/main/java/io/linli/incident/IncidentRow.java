package io.linli.incident;

import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.Placement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it stands in a list.
 *
 * @param title the first sixty characters of what was reported, without numbers of persons
 */
public record IncidentRow(
        IncidentId id,
        String number,
        String title,
        IncidentStatus status,
        @Nullable String category,
        String categoryName,
        AreaCode area,
        String areaName,
        @Nullable AreaCode gridCode,
        boolean urgent,
        Instant reportedAt,
        @Nullable Instant dueAt,
        @Nullable HolderView holder,
        ReportPrivacy privacy,
        Placement.How how) {

    public record HolderView(
            @Nullable String name,
            @Nullable Role role,
            @Nullable OrgUnitId unit,
            @Nullable String unitName) {}
}
