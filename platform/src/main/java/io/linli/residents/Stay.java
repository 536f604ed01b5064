package io.linli.residents;

import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ties one person to one home, from when until when. */
record Stay(
        UUID id,
        ResidentId person,
        StayKind kind,
        HomeId home,
        AreaCode area,
        LocalDate since,
        @Nullable LocalDate until,
        @Nullable Instant endedAt,
        @Nullable EndReason reason) {

    boolean open() {
        return endedAt == null;
    }
}
