package io.linli.incident;

import io.linli.identity.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Learns from what people say that a matter is. Implemented above, and told in the transaction in which they say it;
 * without it the step is the same.
 */
public interface CategoryLearner {

    void corrected(Correction correction);

    /**
     * What one person said of one matter.
     *
     * @param before null when nobody knew
     * @param suggestedBy the version of the model whose suggestion they followed
     */
    record Correction(
            IncidentId incident,
            @Nullable String before,
            String after,
            AccountId by,
            Instant at,
            @Nullable String suggestedBy) {}
}
