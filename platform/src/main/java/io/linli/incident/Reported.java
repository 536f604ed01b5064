package io.linli.incident;

import io.linli.identity.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What does not change about an incident once it is reported.
 *
 * @param owner the reporter's account; null when the report is anonymous
 * @param restricted the kind that only posts with the permission for it see, such as POLICE; null for all others
 */
record Reported(
        IncidentId id,
        String number,
        ReportPrivacy privacy,
        IncidentSource source,
        @Nullable AccountId owner,
        @Nullable About about,
        @Nullable String restricted,
        boolean danger,
        String title,
        Instant at,
        @Nullable Instant occurredAt) {}
