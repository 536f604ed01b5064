package io.linli.incident;

import io.linli.journal.JournalEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the events of incidents among all that the journal holds. */
public final class IncidentEvents {

    /** Read off the interface, so that none is forgotten. */
    static final List<Class<? extends IncidentEvent>> KINDS = Arrays.stream(
                    IncidentEvent.class.getPermittedSubclasses())
            .<Class<? extends IncidentEvent>>map(kind -> kind.asSubclass(IncidentEvent.class))
            .toList();

    private IncidentEvents() {}

    /** The event that the entry holds; empty for one of another kind, or of a version that is not known here. */
    public static Optional<IncidentEvent> in(JournalEntry entry) {
        for (var kind : KINDS) {
            if (entry.is(kind)) {
                return Optional.of(entry.as(kind));
            }
        }
        return Optional.empty();
    }
}
