package io.linli.incident.web;

import io.linli.incident.IncidentFilter;
import io.linli.incident.IncidentStatus;
import io.linli.territory.AreaCode;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filter of lists, maps and exports, as it stands in their addresses. */
record Filter(
        @Nullable List<IncidentStatus> status,
        @Nullable AreaCode area,

        @Nullable @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|none")
        String category,

        IncidentFilter.@Nullable Queue queue,
        @Nullable Mine mine,
        @Nullable @Size(min = 2, max = 100) String q,
        @Nullable @Size(max = 40) String number,
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to) {

    enum Mine {
        reported,
        assigned
    }

    IncidentFilter filter() {
        return new IncidentFilter(
                status == null ? List.of() : List.copyOf(status),
                area,
                category,
                queue,
                mine == null
                        ? null
                        : mine == Mine.reported ? IncidentFilter.Mine.REPORTED : IncidentFilter.Mine.ASSIGNED,
                q == null || q.isBlank() ? null : q,
                number,
                from == null ? null : from.toInstant(),
                to == null ? null : to.toInstant());
    }
}
