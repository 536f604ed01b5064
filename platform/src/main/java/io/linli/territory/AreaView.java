package io.linli.territory;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An area with who answers for it. All of it is public; what is not known is null.
 *
 * @param purpose what a dedicated grid is for
 * @param leader the name that is shown
 * @param cameFrom the areas that it came from by split or merge, and since when
 * @param became the areas that it went into
 */
public record AreaView(
        AreaCode code,
        String name,
        AreaLevel level,
        @Nullable GridKind kind,
        @Nullable String purpose,
        String fullName,
        boolean open,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String leader,
        @Nullable String contact,
        @Nullable String supervision,
        List<String> duties,
        List<Descent> cameFrom,
        List<Descent> became) {

    /** One step of split or merge. */
    public record Descent(AreaCode code, String name, LocalDate since) {}
}
