package io.linli.territory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** How ground is divided anew: what goes where. Made of a plan that was found sound. */
public final class Regrouping {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final LocalDate from;
    private final SortedMap<AreaCode, AreaCode> rest = new TreeMap<>();
    private final SortedMap<AreaCode, SortedSet<AreaCode>> successors = new TreeMap<>();
    private final SortedMap<AreaCode, SortedSet<AreaCode>> predecessors = new TreeMap<>();
    private final Map<String, AreaCode> buildings = new TreeMap<>();
    private final Map<AreaCode, Geometry> shapes;
    private final SortedSet<AreaCode> opened = new TreeSet<>();

    /** With the boundaries that the new areas have or will have, as far as they have any. */
    Regrouping(PlanDraft plan, Map<AreaCode, Geometry> shapes) {
        this.from = plan.from();
        this.shapes = Map.copyOf(shapes);
        plan.opens().forEach(opening -> opened.add(opening.code()));
        for (var share : plan.shares()) {
            if (!share.part()) {
                rest.put(share.from(), share.to());
            }
            share.buildings().forEach(building -> buildings.put(building, share.to()));
            // what a grid went into, its community went into as well
            for (var step = Optional.of(share); step.isPresent(); step = step.flatMap(each -> around(plan, each))) {
                descends(step.get().from(), step.get().to());
            }
        }
    }

    private static Optional<PlanDraft.Share> around(PlanDraft plan, PlanDraft.Share share) {
        var outer = share.from().parent().filter(plan::closes);
        var into = share.to().parent().filter(plan::opens);
        return outer.isPresent() && into.isPresent()
                ? Optional.of(new PlanDraft.Share(outer.get(), into.get(), true, List.of()))
                : Optional.empty();
    }

    private void descends(AreaCode predecessor, AreaCode successor) {
        successors.computeIfAbsent(predecessor, none -> new TreeSet<>()).add(successor);
        predecessors.computeIfAbsent(successor, none -> new TreeSet<>()).add(predecessor);
    }

    /** The day from which the new areas hold. */
    public LocalDate from() {
        return from;
    }

    /** Every area that closes, by code. */
    public Set<AreaCode> closed() {
        return rest.keySet();
    }

    /** Every area that opens, by code. */
    public Set<AreaCode> opened() {
        return opened;
    }

    public boolean closes(AreaCode area) {
        return rest.containsKey(area);
    }

    /** Where everything at the area goes that nothing else is said of; empty where the area stays. */
    public Optional<AreaCode> to(AreaCode area) {
        return Optional.ofNullable(rest.get(area));
    }

    /** Where something at that point of the area goes. */
    public Optional<AreaCode> to(AreaCode area, @Nullable GeoPoint point) {
        if (point != null && isDivided(area)) {
            var at = FACTORY.createPoint(new Coordinate(point.longitude(), point.latitude()));
            for (var successor : successors(area)) {
                var shape = shapes.get(successor);
                if (shape != null && shape.covers(at)) {
                    return Optional.of(successor);
                }
            }
        }
        return to(area);
    }

    /** Whether the area goes into several. */
    public boolean isDivided(AreaCode area) {
        return successors(area).size() > 1;
    }

    /** Those areas that go into several. */
    public List<AreaCode> divided() {
        return successors.keySet().stream().filter(this::isDivided).toList();
    }

    /** Whose ground the buildings go to that are named by themselves, by their ids. */
    public Map<String, AreaCode> buildings() {
        return Map.copyOf(buildings);
    }

    public SortedSet<AreaCode> successors(AreaCode area) {
        return successors.getOrDefault(area, new TreeSet<>());
    }

    public SortedSet<AreaCode> predecessors(AreaCode area) {
        return predecessors.getOrDefault(area, new TreeSet<>());
    }

    /** The areas that close and lie in no other that closes. */
    public List<AreaCode> grounds() {
        return outermost(rest.keySet());
    }

    /** The same with those that open: between them nothing may be lost. */
    public List<AreaCode> bothGrounds() {
        var all = new TreeSet<>(rest.keySet());
        all.addAll(opened);
        return outermost(all);
    }

    /** The codes that close, for SQL; {@link #targets} stands beside it. */
    public String[] sources() {
        return rest.keySet().stream().map(AreaCode::code).toArray(String[]::new);
    }

    /** Where what is left of each of the {@link #sources} goes. */
    public String[] targets() {
        return rest.values().stream().map(AreaCode::code).toArray(String[]::new);
    }

    private static List<AreaCode> outermost(Collection<AreaCode> sorted) {
        var outer = new ArrayList<AreaCode>();
        for (var area : sorted) { // in order, so an area comes before those in it
            if (outer.isEmpty() || !outer.getLast().contains(area)) {
                outer.add(area);
            }
        }
        return outer;
    }
}
