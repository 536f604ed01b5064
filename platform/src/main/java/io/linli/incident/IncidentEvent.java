package io.linli.incident;

import io.linli.journal.DomainEvent;
import org.jspecify.annotations.Nullable;

/** Something that happened to an incident, told with what it was before and what it is now. */
public sealed interface IncidentEvent extends DomainEvent
        permits IncidentReported,
                IncidentFiled,
                IncidentRejected,
                IncidentWithdrawn,
                IncidentPlaced,
                IncidentRelocated,
                IncidentDispatched,
                IncidentHandedOver,
                IncidentTaken,
                IncidentAnswered,
                IncidentInspected,
                IncidentClosed,
                IncidentRated,
                ReporterDisclosed,
                DisclosureDeclined,
                IncidentSuspended,
                IncidentResumed,
                IncidentAdvanced,
                IncidentExtensionAsked,
                IncidentExtended,
                IncidentExtensionRefused,
                IncidentWarned,
                IncidentEscalated,
                IncidentRescheduled,
                IncidentVerified,
                IncidentObjected,
                IncidentMerged,
                IncidentJoined,
                IncidentReopened,
                IncidentChecked,
                IncidentCalledBack,
                IncidentFollowedUp,
                IncidentRecategorised,
                IncidentUrged,
                IncidentRolledUp {

    IncidentId incident();

    /** Null when there was nothing before. */
    default @Nullable IncidentFacts before() {
        return null;
    }

    IncidentFacts now();
}
