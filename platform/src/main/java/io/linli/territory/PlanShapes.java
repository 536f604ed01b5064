package io.linli.territory;

import static io.linli.territory.TerritoryProblem.PLAN_OUTLINE_UNFIT;
import static java.util.Objects.requireNonNull;

import io.linli.problem.ProblemException;
import io.linli.territory.BoundaryRows.Drawn;
import io.linli.territory.PlanDraft.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * The boundaries that the areas of a plan will have: as drawn, or what their sources leave them. One whose ground is known
 * by its buildings alone has none, and so have those beside it.
 */
final class PlanShapes {

    private final PlanDraft plan;
    private final Map<AreaCode, Drawn> before;
    private final Map<AreaCode, Geometry> after = new TreeMap<>();

    /** With the boundaries in force of the areas that close. */
    PlanShapes(PlanDraft plan, Map<AreaCode, Drawn> before) {
        this.plan = plan;
        this.before = before;
        // grids first: a community is what its grids are together
        plan.opens().stream()
                .map(PlanDraft.Opening::code)
                .sorted(Comparator.comparing((AreaCode code) -> code.level().digits())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(code -> {
                    var shape = shape(code);
                    if (shape != null) {
                        after.put(code, shape);
                    }
                });
    }

    Map<AreaCode, Geometry> shapes() {
        return after;
    }

    /** Whether these are cells on paper, as those that they are made of. */
    boolean isSchematic() {
        return before.values().stream().anyMatch(Drawn::schematic);
    }

    private @Nullable Geometry shape(AreaCode code) {
        var drawn = plan.opening(code).map(PlanDraft.Opening::outline).orElse(null);
        if (drawn != null) {
            return drawn;
        }
        var parts = plan.opens().stream()
                .map(PlanDraft.Opening::code)
                .filter(other -> other.parent().filter(code::equals).isPresent())
                .toList();
        if (!parts.isEmpty()) {
            return parts.stream().allMatch(after::containsKey)
                    ? union(parts.stream()
                            .map(part -> requireNonNull(after.get(part)))
                            .toList())
                    : null;
        }
        var pieces = new ArrayList<Geometry>();
        for (var share : plan.shares()) {
            if (share.to().equals(code)) {
                var piece = share.part() ? null : rest(share);
                if (piece == null) {
                    return null;
                }
                pieces.add(piece);
            }
        }
        return pieces.isEmpty() ? null : union(pieces);
    }

    /** What the parts that are drawn leave of the source; nothing is known of it when one of them is not drawn. */
    private @Nullable Geometry rest(Share share) {
        var source = before.get(share.from());
        if (source == null) {
            return null;
        }
        var left = source.shape();
        for (var other : plan.shares()) {
            if (other.part() && other.from().equals(share.from())) {
                var outline =
                        plan.opening(other.to()).map(PlanDraft.Opening::outline).orElse(null);
                if (outline == null) {
                    return null;
                }
                left = OverlayNGRobust.overlay(left, outline, OverlayNG.DIFFERENCE);
            }
        }
        return polygons(left);
    }

    private static @Nullable Geometry union(List<Geometry> pieces) {
        return pieces.size() == 1 ? pieces.getFirst() : polygons(OverlayNGRobust.union(pieces));
    }

    // of what overlaying leaves, lines and points are no ground
    private static @Nullable Geometry polygons(Geometry shape) {
        @SuppressWarnings("unchecked")
        List<Polygon> parts = PolygonExtracter.getPolygons(shape);
        var solid = parts.stream().filter(part -> !part.isEmpty()).toArray(Polygon[]::new);
        return switch (solid.length) {
            case 0 -> null;
            case 1 -> solid[0];
            default -> shape.getFactory().createMultiPolygon(solid);
        };
    }

    /** How the new boundaries do not fit each other, their neighbours and what is around them. */
    List<ProblemException> faults(Map<AreaCode, Drawn> around, AreaTree areas, boolean dedicatedMayOverlap) {
        var all = new TreeMap<AreaCode, Geometry>();
        around.forEach((code, drawn) -> {
            if (!plan.closes(code)) {
                all.put(code, drawn.shape());
            }
        });
        all.putAll(after);
        var layout = new Layout(
                all,
                after.keySet(),
                new Layout.Dedicated(
                        code -> plan.opening(code)
                                .map(opening -> opening.kind() == GridKind.DEDICATED)
                                .orElseGet(() -> areas.isDedicated(code)),
                        dedicatedMayOverlap));
        var parents = new TreeSet<AreaCode>();
        after.keySet().forEach(code -> code.parent().ifPresent(parents::add));
        for (var parent : parents) {
            var children = new TreeSet<AreaCode>();
            areas.children(parent).stream()
                    .map(Area::code)
                    .filter(code -> !plan.closes(code))
                    .forEach(children::add);
            plan.opens().stream()
                    .map(PlanDraft.Opening::code)
                    .filter(code -> code.parent().filter(parent::equals).isPresent())
                    .forEach(children::add);
            layout.check(parent, children);
        }
        return layout.faults().stream()
                .map(fault -> fault.problem()
                        .with(
                                fault.area().code(),
                                fault.other() == null ? "–" : fault.other().code(),
                                "%.6f, %.6f".formatted(fault.place().x, fault.place().y))
                        .at("opens"))
                .toList();
    }

    /** Reads an outline as somebody drew it. */
    static Geometry read(String type, Object coordinates, Crs crs, String field) {
        try {
            return new Shapes(crs).of(new GeoJson.Feature(0, null, type, coordinates));
        } catch (Shapes.Unfit unfit) {
            var place = unfit.place();
            throw PLAN_OUTLINE_UNFIT
                    .with(place == null ? "–" : "%.6f, %.6f".formatted(place.x, place.y))
                    .at(field);
        }
    }
}
