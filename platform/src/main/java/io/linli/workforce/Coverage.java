package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.COVERAGE_GRID_UNFIT;
import static io.linli.workforce.WorkforceProblem.COVERAGE_KIND_UNFIT;
import static io.linli.workforce.WorkforceProblem.COVERAGE_OUTSIDE;
import static io.linli.workforce.WorkforceProblem.COVERAGE_TAKEN;
import static io.linli.workforce.WorkforceProblem.COVERAGE_UNKNOWN;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_CLOSED;
import static java.util.stream.Collectors.toMap;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import io.linli.workforce.CoverageReport.Part;
import io.linli.workforce.CoverageReport.Share;
import io.linli.workforce.CoverageRows.Cover;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which branch answers for which grid and building, and what nobody answers for yet. */
@Service
@Transactional
public class Coverage {

    /** What is covered, or not. */
    public enum What {
        ORGANISATION,
        WORK,
        BUILDING
    }

    /**
     * A grid or a building, and who covers it.
     *
     * @param id of the coverage, where it is of this grid or building itself
     * @param organisation the branch that answers for it; null for none
     */
    public record Item(
            AreaCode grid,
            String gridName,
            String fullName,
            @Nullable String building,
            @Nullable String buildingName,
            @Nullable UUID id,
            @Nullable OrgUnitId organisation,
            @Nullable String organisationName) {}

    /** One page; the total is that of the report. */
    public record Page(
            int total, List<Item> items, @Nullable String next) {}

    private final CoverageRows rows;
    private final OrganisationRows organisations;
    private final OrganisationKinds kinds;
    private final Grids grids;
    private final Links links;
    private final PartyMembers partyMembers;
    private final Mandate mandate;
    private final Territory territory;
    private final ObjectProvider<BuildingSource> buildings;
    private final Acts acts;
    private final Clock clock;

    Coverage(
            CoverageRows rows,
            OrganisationRows organisations,
            OrganisationKinds kinds,
            Grids grids,
            Links links,
            PartyMembers partyMembers,
            Mandate mandate,
            Territory territory,
            ObjectProvider<BuildingSource> buildings,
            Acts acts,
            Clock clock) {
        this.rows = rows;
        this.organisations = organisations;
        this.kinds = kinds;
        this.grids = grids;
        this.links = links;
        this.partyMembers = partyMembers;
        this.mandate = mandate;
        this.territory = territory;
        this.buildings = buildings;
        this.acts = acts;
        this.clock = clock;
    }

    /** The instance's whole ground when the area is null. */
    @Transactional(readOnly = true)
    public CoverageReport report(@Nullable AreaCode area) {
        var ground = ground(area);
        var answered = answered(ground);
        var worked = worked(ground);
        var parts = ground.level().digits() >= AreaLevel.GRID.digits()
                ? List.<Part>of()
                : territory.children(ground).stream()
                        .map(part -> new Part(
                                part.code(),
                                part.name(),
                                share(part.code(), answered::containsKey),
                                share(part.code(), worked::contains)))
                        .toList();
        var known = buildings.getIfAvailable();
        return new CoverageReport(
                ground,
                mandate.name(ground),
                share(ground, answered::containsKey),
                share(ground, worked::contains),
                known == null
                        ? null
                        : Share.count(buildings(known, ground).stream()
                                .map(item -> item.organisation() != null)
                                .toList()),
                parts);
    }

    private Share share(AreaCode area, Predicate<AreaCode> covered) {
        return Share.count(
                grids.in(area).stream().map(grid -> covered.test(grid.code())).toList());
    }

    /** What makes up a number of the report: those covered, or those not. */
    @Transactional(readOnly = true)
    public Page list(@Nullable AreaCode area, What what, boolean covered, @Nullable String after, int size) {
        var ground = ground(area);
        var all =
                switch (what) {
                    case ORGANISATION -> {
                        var answered = answered(ground);
                        yield grids.in(ground).stream()
                                .filter(grid -> answered.containsKey(grid.code()) == covered)
                                .map(grid -> item(grid, answered.get(grid.code())))
                                .toList();
                    }
                    case WORK -> {
                        var worked = worked(ground);
                        var answered = answered(ground);
                        yield grids.in(ground).stream()
                                .filter(grid -> worked.contains(grid.code()) == covered)
                                .map(grid -> item(grid, answered.get(grid.code())))
                                .toList();
                    }
                    case BUILDING -> {
                        var known = buildings.getIfAvailable();
                        yield known == null
                                ? List.<Item>of()
                                : buildings(known, ground).stream()
                                        .filter(item -> (item.organisation() != null) == covered)
                                        .toList();
                    }
                };
        var rest = all.stream()
                .filter(item -> after == null || key(item).compareTo(after) > 0)
                .limit(size + 1L)
                .toList();
        var items = rest.size() > size ? rest.subList(0, size) : rest;
        return new Page(all.size(), List.copyOf(items), rest.size() > size ? key(items.getLast()) : null);
    }

    /** Lets a branch answer for a grid, or for one building of it. */
    public Item cover(OrgUnitId organisation, AreaCode grid, @Nullable String building, Caller caller) {
        organisations.lock();
        var entry = organisations.get(organisation);
        var ground = mandate.open(grid, caller);
        if (ground.level() != AreaLevel.GRID) {
            throw COVERAGE_GRID_UNFIT.with(ground.name()).at("grid");
        }
        if (!entry.open()) {
            throw ORGANISATION_CLOSED.with(entry.name()).at("organisation");
        }
        var kind = kinds.get(entry.kind());
        if (!kind.branch()) {
            throw COVERAGE_KIND_UNFIT.with(kind.name()).at("organisation");
        }
        var reach = entry.area().level().digits() > AreaLevel.COMMUNITY.digits()
                ? entry.area().at(AreaLevel.COMMUNITY)
                : entry.area();
        if (!reach.contains(grid)) {
            throw COVERAGE_OUTSIDE
                    .with(ground.name(), entry.name(), mandate.name(reach))
                    .at("grid");
        }
        var before = rows.of(grid, building).orElse(null);
        if (before != null && !before.organisation().equals(organisation)) {
            throw COVERAGE_TAKEN.with(ground.name(), before.name());
        }
        if (before == null) {
            rows.add(organisation, grid, building, today());
            acts.did(Act.of("coverage.begin").on("organisation", organisation, grid));
        }
        var now = rows.of(grid, building).orElseThrow();
        return new Item(
                grid,
                ground.name(),
                territory.fullName(grid),
                building,
                null,
                now.id(),
                now.organisation(),
                now.name());
    }

    /** The reason goes into the record of acts. */
    public void end(UUID id, @Nullable String reason, Caller caller) {
        organisations.lock();
        var cover = rows.find(id).orElseThrow(() -> COVERAGE_UNKNOWN.with(id.toString()));
        mandate.check(cover.grid(), caller);
        rows.end(id, today());
        acts.did(Act.of("coverage.end")
                .on("organisation", cover.organisation(), cover.grid())
                .because(reason));
    }

    /** The branch that answers for each grid. */
    Map<AreaCode, Cover> answered(AreaCode area) {
        return rows.in(area).stream()
                .filter(cover -> cover.building() == null)
                .collect(toMap(Cover::grid, Function.identity()));
    }

    /** The grids that the party's work reaches. */
    private Set<AreaCode> worked(AreaCode area) {
        var reached = links.inForce(Links.Kind.CADRE, area).stream()
                .map(Links.InForce::grid)
                .collect(Collectors.toSet());
        reached.addAll(partyMembers.gridsWith(grids.in(area)));
        return reached;
    }

    private List<Item> buildings(BuildingSource known, AreaCode area) {
        var covers = rows.in(area);
        var ofGrids = answered(area);
        var ofBuildings = covers.stream()
                .filter(cover -> cover.building() != null)
                .collect(toMap(cover -> cover.grid() + "/" + cover.building(), Function.identity()));
        return known.in(area).stream()
                .map(building -> {
                    var own = ofBuildings.get(building.grid() + "/" + building.id());
                    var cover = own == null ? ofGrids.get(building.grid()) : own;
                    return new Item(
                            building.grid(),
                            mandate.name(building.grid()),
                            territory.fullName(building.grid()),
                            building.id(),
                            building.name(),
                            own == null ? null : own.id(),
                            cover == null ? null : cover.organisation(),
                            cover == null ? null : cover.name());
                })
                .sorted(Comparator.comparing(Coverage::key))
                .toList();
    }

    private Item item(Area grid, @Nullable Cover cover) {
        return new Item(
                grid.code(),
                grid.name(),
                territory.fullName(grid.code()),
                null,
                null,
                cover == null ? null : cover.id(),
                cover == null ? null : cover.organisation(),
                cover == null ? null : cover.name());
    }

    private static String key(Item item) {
        return item.building() == null ? item.grid().code() : item.grid() + "/" + item.building();
    }

    private AreaCode ground(@Nullable AreaCode area) {
        return area == null ? territory.root() : mandate.known(area).code();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), OrganisationRegister.HERE);
    }
}
