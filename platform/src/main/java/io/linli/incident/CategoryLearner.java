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
     * Whether the model that is in use, under that version, suggests this kind for these words. What it does not suggest
     * needs a reason of who says it.
     */
    boolean suggests(String text, String category, String version);

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
