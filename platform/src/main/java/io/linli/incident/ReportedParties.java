package io.linli.incident;

import io.linli.identity.OrgUnitId;
import io.linli.identity.Posts;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Whom a report can be about, to choose from: grids, communities and units by their names, never a person's. */
@Service
public class ReportedParties {

    private final Territory territory;
    private final Posts posts;
    private final DispatchCatalogue catalogue;
    private final Labels labels;

    ReportedParties(Territory territory, Posts posts, DispatchCatalogue catalogue, Labels labels) {
        this.labels = labels;
        this.territory = territory;
        this.posts = posts;
        this.catalogue = catalogue;
    }

    /**
     * Parties of a place.
     *
     * @param grids of the community in which the place lies, for GRID_WORKER
     * @param communities of the street in which it lies, for COMMUNITY_WORKER
     * @param units for UNIT
     */
    public record Parties(List<Ground> grids, List<Ground> communities, List<Unit> units) {

        public record Ground(AreaCode area, String name) {}

        public record Unit(OrgUnitId unit, String name) {}
    }

    /** Around a place; grids and communities are empty as long as it is not known how far down it lies. */
    public Parties around(@Nullable AreaCode place) {
        return new Parties(
                below(AreaLevel.COMMUNITY, place),
                below(AreaLevel.STREET, place),
                catalogue.units().stream()
                        .map(unit -> new Parties.Unit(unit, labels.unit(unit)))
                        .sorted(Comparator.comparing(unit -> unit.unit().id()))
                        .toList());
    }

    /** Whether there is such a unit: one that is sent matters, or that somebody serves. */
    boolean knows(String unit) {
        return OrgUnitId.isValid(unit)
                && (catalogue.units().contains(OrgUnitId.of(unit))
                        || !posts.of(OrgUnitId.of(unit)).isEmpty());
    }

    private List<Parties.Ground> below(AreaLevel level, @Nullable AreaCode place) {
        return place == null || place.code().length() < level.digits()
                ? List.of()
                : territory.children(place.at(level)).stream()
                        .map(ReportedParties::named)
                        .toList();
    }

    private static Parties.Ground named(Area area) {
        return new Parties.Ground(area.code(), area.name());
    }
}
