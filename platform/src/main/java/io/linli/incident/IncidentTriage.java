package io.linli.incident;

import io.linli.territory.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * Says what kind of matter a report is and whether it is urgent, while the reporter waits: pure, in memory, 50 ms at
 * most. Implemented above; without it, or when it fails, the dictionary of words decides.
 */
public interface IncidentTriage {

    Suggestion suggest(@Nullable String type, String description, AreaCode area);

    /** The category is null when there is too little to go by. */
    record Suggestion(@Nullable String category, boolean urgent) {}
}
