package io.linli.territory;

import static io.linli.territory.TerritoryProblem.AREA_CLOSED;
import static io.linli.territory.TerritoryProblem.AREA_EXISTS;
import static io.linli.territory.TerritoryProblem.AREA_IS_ROOT;
import static io.linli.territory.TerritoryProblem.AREA_PARENT_CLOSED;
import static io.linli.territory.TerritoryProblem.AREA_PARENT_UNKNOWN;
import static io.linli.territory.TerritoryProblem.AREA_PURPOSE_UNFIT;
import static io.linli.territory.TerritoryProblem.AREA_UNKNOWN;
import static io.linli.territory.TerritoryProblem.PLAN_BUILDINGS_OF_GRIDS;
import static io.linli.territory.TerritoryProblem.PLAN_BUILDING_TWICE;
import static io.linli.territory.TerritoryProblem.PLAN_CODE_TWICE;
import static io.linli.territory.TerritoryProblem.PLAN_EMPTY;
import static io.linli.territory.TerritoryProblem.PLAN_GROUND_ENTERS;
import static io.linli.territory.TerritoryProblem.PLAN_GROUND_LEAVES;
import static io.linli.territory.TerritoryProblem.PLAN_LEAVES_OUT;
import static io.linli.territory.TerritoryProblem.PLAN_LEVELS_DIFFER;
import static io.linli.territory.TerritoryProblem.PLAN_LEVEL_UNFIT;
import static io.linli.territory.TerritoryProblem.PLAN_NOTHING_COMES;
import static io.linli.territory.TerritoryProblem.PLAN_OUTSIDE;
import static io.linli.territory.TerritoryProblem.PLAN_PARENT_CLOSES;
import static io.linli.territory.TerritoryProblem.PLAN_PART_EMPTY;
import static io.linli.territory.TerritoryProblem.PLAN_REST_GOES_NOWHERE;
import static io.linli.territory.TerritoryProblem.PLAN_SHARE_TWICE;
import static io.linli.territory.TerritoryProblem.PLAN_TARGET_NOT_OPENED;
import static io.linli.territory.TerritoryProblem.PLAN_TWO_RESTS;

import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import io.linli.territory.PlanDraft.Opening;
import io.linli.territory.PlanDraft.Share;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a plan is sound: every area that closes goes somewhere with all of its parts, every area that opens comes from
 * somewhere, and no code that stays changes its meaning.
 */
final class PlanCheck {

    private static final Set<AreaLevel> LEVELS = Set.of(AreaLevel.COMMUNITY, AreaLevel.GRID, AreaLevel.MICRO_GRID);

    private final PlanDraft plan;
    private final AreaTree areas;
    private final AreaCode root;
    private final List<ProblemException> faults = new ArrayList<>();

    private PlanCheck(PlanDraft plan, AreaTree areas, AreaCode root) {
        this.plan = plan;
        this.areas = areas;
        this.root = root;
    }

    /** Everything that is wrong, each with its field. */
    static List<ProblemException> faults(PlanDraft plan, AreaTree areas, AreaCode root) {
        var check = new PlanCheck(plan, areas, root);
        if (plan.shares().isEmpty()) {
            check.refuse(PLAN_EMPTY, "shares");
        }
        check.openings();
        check.shares();
        check.parts();
        return List.copyOf(check.faults);
    }

    private void openings() {
        var seen = new HashSet<AreaCode>();
        for (int n = 0; n < plan.opens().size(); n++) {
            var opening = plan.opens().get(n);
            var field = "opens[" + n + "].code";
            var code = opening.code();
            if (!LEVELS.contains(code.level())) {
                refuse(PLAN_LEVEL_UNFIT, field, code.code());
            } else if (!plan.area().contains(code)) {
                refuse(PLAN_OUTSIDE, field, code.code(), plan.area().code());
            } else if (areas.find(code).isPresent()) {
                refuse(AREA_EXISTS, field, code.code());
            } else if (!seen.add(code)) {
                refuse(PLAN_CODE_TWICE, field, code.code());
            } else {
                kind(opening, n);
                parent(code, field);
                if (plan.shares().stream().noneMatch(share -> code.contains(share.to()))) {
                    refuse(PLAN_NOTHING_COMES, field, code.code(), opening.name());
                }
            }
        }
    }

    private void kind(Opening opening, int n) {
        try {
            var fitting = AreaRegister.kind(opening.code().level(), opening.kind());
            if ((fitting == GridKind.DEDICATED) != (opening.purpose() != null)) {
                refuse(AREA_PURPOSE_UNFIT, "opens[" + n + "].purpose");
            }
        } catch (ProblemException unfit) {
            faults.add(unfit.at("opens[" + n + "].kind"));
        }
    }

    private void parent(AreaCode code, String field) {
        var parent = code.parent().orElseThrow();
        if (plan.opens(parent)) {
            return;
        }
        var around = areas.find(parent);
        if (around.isEmpty()) {
            refuse(AREA_PARENT_UNKNOWN, field, parent.code());
        } else if (!around.get().open()) {
            refuse(AREA_PARENT_CLOSED, field, parent.code(), around.get().name());
        } else if (plan.closes(parent)) {
            refuse(PLAN_PARENT_CLOSES, field, parent.code(), around.get().name());
        }
    }

    private void shares() {
        var seen = new HashSet<List<AreaCode>>();
        var buildings = new HashSet<String>();
        for (int n = 0; n < plan.shares().size(); n++) {
            var share = plan.shares().get(n);
            var field = "shares[" + n + "]";
            if (isKnown(share, field + ".from") && leads(share, field + ".to")) {
                if (!seen.add(List.of(share.from(), share.to()))) {
                    refuse(
                            PLAN_SHARE_TWICE,
                            field,
                            share.from().code(),
                            share.to().code());
                }
                keepsMeaning(share, field);
                content(share, field, buildings);
            }
        }
    }

    private boolean isKnown(Share share, String field) {
        var area = areas.find(share.from());
        if (area.isEmpty()) {
            refuse(AREA_UNKNOWN, field, share.from().code());
        } else if (!area.get().open()) {
            refuse(AREA_CLOSED, field, share.from().code(), area.get().name());
        } else if (share.from().contains(root)) {
            refuse(AREA_IS_ROOT, field, share.from().code(), area.get().name());
        } else if (!LEVELS.contains(share.from().level())) {
            refuse(PLAN_LEVEL_UNFIT, field, share.from().code());
        } else if (!plan.area().contains(share.from())) {
            refuse(PLAN_OUTSIDE, field, share.from().code(), plan.area().code());
        } else {
            return true;
        }
        return false;
    }

    private boolean leads(Share share, String field) {
        if (!plan.opens(share.to())) {
            refuse(PLAN_TARGET_NOT_OPENED, field, share.to().code());
        } else if (share.to().level() != share.from().level()) {
            refuse(PLAN_LEVELS_DIFFER, field, share.from().code(), share.to().code());
        } else {
            return true;
        }
        return false;
    }

    /** A code never changes its meaning: ground neither leaves nor enters an area that stays open. */
    private void keepsMeaning(Share share, String field) {
        var outer = share.from().parent().orElseThrow();
        if (!plan.closes(outer) && !outer.contains(share.to())) {
            refuse(PLAN_GROUND_LEAVES, field + ".to", share.from().code(), outer.code(), name(outer));
        }
        var into = share.to().parent().orElseThrow();
        if (!plan.opens(into) && !into.contains(share.from())) {
            refuse(PLAN_GROUND_ENTERS, field + ".to", share.from().code(), into.code(), name(into));
        }
    }

    private void content(Share share, String field, Set<String> buildings) {
        if (share.part()
                && share.buildings().isEmpty()
                && plan.opening(share.to())
                        .filter(into -> into.outline() != null)
                        .isEmpty()) {
            refuse(PLAN_PART_EMPTY, field, share.from().code(), share.to().code());
        }
        if (!share.buildings().isEmpty() && share.from().level() != AreaLevel.GRID) {
            refuse(PLAN_BUILDINGS_OF_GRIDS, field + ".buildings", share.from().code());
        }
        for (var building : share.buildings()) {
            if (!buildings.add(building)) {
                refuse(PLAN_BUILDING_TWICE, field + ".buildings", building);
            }
        }
    }

    /** What closes closes with all its parts, and all of it goes somewhere. */
    private void parts() {
        var closing = new HashSet<AreaCode>();
        plan.shares().forEach(share -> closing.add(share.from()));
        for (var area : closing.stream().sorted().toList()) {
            long rests = plan.shares().stream()
                    .filter(share -> share.from().equals(area) && !share.part())
                    .count();
            if (rests == 0) {
                refuse(PLAN_REST_GOES_NOWHERE, "shares", area.code(), name(area));
            } else if (rests > 1) {
                refuse(PLAN_TWO_RESTS, "shares", area.code(), name(area));
            }
            areas.within(area).stream()
                    .filter(Area::open)
                    .filter(part -> !closing.contains(part.code()))
                    .filter(part -> part.code().parent().filter(area::equals).isPresent())
                    .forEach(part ->
                            refuse(PLAN_LEAVES_OUT, "shares", part.code().code(), part.name(), name(area)));
        }
    }

    private String name(AreaCode code) {
        return areas.find(code).map(Area::name).orElse(code.code());
    }

    private void refuse(Problem problem, String field, Object... details) {
        faults.add(problem.with(details).at(field));
    }
}
