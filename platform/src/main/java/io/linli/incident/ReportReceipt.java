package io.linli.incident;

import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reporter is told at once.
 *
 * @param queryCode shown this once
 * @param dueAt the end of the present stage: until then somebody will have begun
 * @param emergencyNumbers when the words speak of danger to life; Linli is no emergency line
 */
public record ReportReceipt(
        IncidentId id,
        String number,
        String queryCode,
        String message,
        IncidentStatus status,
        AreaCode area,
        String areaName,
        @Nullable AreaCode gridCode,
        @Nullable String category,
        String categoryName,
        Handler handler,
        @Nullable Instant dueAt,
        boolean danger,
        @Nullable List<String> emergencyNumbers) {

    /** Who will look after it; a person in public service stands by name. */
    public record Handler(
            @Nullable Role role,
            @Nullable AreaCode area,
            @Nullable String areaName,
            @Nullable OrgUnitId unit,
            @Nullable String unitName,
            @Nullable String name) {}
}
