package io.linli.incident;

import io.linli.files.FileId;
import io.linli.privacy.PhoneNumber;
import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as it came in, looked through: {@link ReportReader} makes none that is not whole.
 *
 * @param id made by the phone that was without network; null: a new one
 * @param voice what was said into the phone
 */
public record Report(
        @Nullable String type,
        Place place,
        String description,
        List<FileId> photos,
        ReportPrivacy privacy,
        @Nullable Contact contact,
        @Nullable About about,
        @Nullable Instant occurredAt,
        @Nullable IncidentId id,
        @Nullable FileId voice) {

    Report(
            @Nullable String type,
            Place place,
            String description,
            List<FileId> photos,
            ReportPrivacy privacy,
            @Nullable Contact contact,
            @Nullable About about,
            @Nullable Instant occurredAt) {
        this(type, place, description, photos, privacy, contact, about, occurredAt, null, null);
    }

    /**
     * An openly made report of what was said to somebody in service.
     *
     * @param address in words; null: somewhere in the area
     */
    public static Report said(String words, AreaCode area, @Nullable String address, @Nullable String type) {
        return new Report(
                type,
                new Place(null, area, address),
                words,
                List.of(),
                ReportPrivacy.OPEN,
                null,
                null,
                null,
                null,
                null);
    }

    /** Where, in the reporter's words and signs; at least one of them is there. */
    record Place(
            @Nullable GeoPoint point,
            @Nullable AreaCode grid,
            @Nullable String address) {}

    /** How the reporter may be reached. */
    record Contact(@Nullable String name, @Nullable PhoneNumber phone) {}
}
