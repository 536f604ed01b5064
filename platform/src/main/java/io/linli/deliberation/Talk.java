package io.linli.deliberation;

import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One talk as it is kept, without its opinions.
 *
 * @param host the account that held it and took it down
 * @param topics what it was about, in the host's words; none once they are erased
 * @param answerBy until when each opinion is to have its end
 */
record Talk(
        UUID id,
        AreaCode area,
        String place,
        Instant heldAt,
        UUID host,
        List<String> topics,
        LocalDate answerBy,
        @Nullable Instant erasedAt) {}
