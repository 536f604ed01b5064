package io.linli.territory;

import io.linli.settings.Adjustable;
import io.linli.settings.AdjustableCatalogue;
import io.linli.settings.Adjustments;
import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Whether this place lets a dedicated grid (专属网格: a mall, an office block, a campus) lie over the basic grids of its
 * community. Where it does, what happens there is the dedicated grid's.
 */
@Component
class DedicatedGrids implements AdjustableCatalogue {

    static final String OVERLAP = "territory.dedicated-overlap";

    private final Adjustments adjustments;

    DedicatedGrids(@Lazy Adjustments adjustments) {
        this.adjustments = adjustments;
    }

    @Override
    public List<Adjustable> adjustables() {
        return List.of(new Adjustable(OVERLAP, 0, 0, 1));
    }

    boolean mayOverlap() {
        return adjustments.of(OVERLAP) == 1;
    }
}
