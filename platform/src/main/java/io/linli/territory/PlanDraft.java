package io.linli.territory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A plan as somebody wants it: which areas open, and where the ground of those that close goes.
 *
 * @param area all of the plan lies in it
 * @param from the day from which the new areas hold
 */
public record PlanDraft(
        AreaCode area, String name, @Nullable String reason, LocalDate from, List<Opening> opens, List<Share> shares) {

    public PlanDraft {
        opens = List.copyOf(opens);
        shares = List.copyOf(shares);
    }

    /**
     * An area that opens.
     *
     * @param outline its boundary as drawn, in CGCS2000; null for what its sources leave it
     */
    public record Opening(
            AreaCode code,
            String name,
            @Nullable GridKind kind,
            @Nullable String purpose,
            @Nullable Geometry outline) {}

    /**
     * Where the ground of an area goes. Into an area of a higher level it goes whole, as a new part of it with the next
     * free code.
     *
     * @param part only what lies in the outline of the target, and the buildings named; what is left goes where the share
     *     of the area leads that is no part
     */
    public record Share(AreaCode from, AreaCode to, boolean part, List<String> buildings) {

        public Share {
            buildings = List.copyOf(buildings);
        }
    }

    Optional<Opening> opening(AreaCode code) {
        return opens.stream().filter(opening -> opening.code().equals(code)).findFirst();
    }

    boolean opens(AreaCode code) {
        return opening(code).isPresent();
    }

    boolean closes(AreaCode code) {
        return shares.stream().anyMatch(share -> share.from().equals(code));
    }
}
