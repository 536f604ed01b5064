package io.linli.analysis.detector;

import io.linli.incident.IncidentStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to an incident.
 *
 * @param cell its place to about 150 m (a geohash of seven signs), where that may be known
 * @param before where it stood; null when there was nothing before
 * @param unit whose it was to do, when it was a department's
 * @param dueAt until when the stage that ends with this fact was to be done
 * @param signature of its words, when it was reported
 */
public record IncidentFact(
        String type,
        UUID incident,
        Instant at,
        String area,
        @Nullable String grid,
        @Nullable String cell,
        @Nullable String category,
        @Nullable IncidentStatus before,
        IncidentStatus now,
        boolean urgent,
        @Nullable String unit,
        @Nullable Instant dueAt,
        @Nullable String signature)
        implements Fact {

    public static final String REPORTED = "incident.reported";

    /** All that happens to incidents. */
    public static final String ANY = "incident.";

    public boolean isReport() {
        return type.equals(REPORTED);
    }

    public boolean comesTo(IncidentStatus status) {
        return now == status && before != status;
    }

    /** The kind of matter, no finer than so many digits. */
    public String kind(int digits) {
        return category == null ? "" : category.substring(0, Math.min(digits, category.length()));
    }
}
