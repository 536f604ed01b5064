package io.linli.territory;

import static io.linli.territory.GroundKeeper.Part.BOUNDARIES;
import static io.linli.territory.TerritoryProblem.AREA_CLOSED;
import static io.linli.territory.TerritoryProblem.BOUNDARIES_CHANGED_MEANWHILE;
import static io.linli.territory.TerritoryProblem.BOUNDARIES_INVALID;
import static io.linli.territory.TerritoryProblem.BOUNDARY_CODE_MISSING;
import static io.linli.territory.TerritoryProblem.BOUNDARY_CODE_REPEATED;
import static io.linli.territory.TerritoryProblem.BOUNDARY_CODE_UNKNOWN;
import static java.util.Objects.requireNonNull;

import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.BoundaryRows.Drawn;
import io.linli.territory.Shapes.Unfit;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in boundaries: all of a file, or, when anything in it is wrong, nothing. */
@Service
public class Boundaries {

    private static final int MOST_ERRORS = 1_000;
    private static final int MOST_MISSING = 100;

    private final GroundKeeper keeper;
    private final AreaRows areas;
    private final BoundaryRows rows;
    private final DedicatedGrids dedicated;
    private final Acts acts;
    private final TransactionTemplate writing;

    Boundaries(
            GroundKeeper keeper,
            AreaRows areas,
            BoundaryRows rows,
            DedicatedGrids dedicated,
            Acts acts,
            PlatformTransactionManager transactions) {
        this.dedicated = dedicated;
        this.acts = acts;
        this.keeper = keeper;
        this.areas = areas;
        this.rows = rows;
        this.writing = new TransactionTemplate(transactions);
    }

    /**
     * Reads a GeoJSON FeatureCollection whose features have the area's {@code code} among their properties.
     *
     * @param schematic whether these are cells on paper; real boundaries put the schematic ones of their county out of
     *     force, since the two do not go on one map
     * @throws ProblemException BOUNDARIES_INVALID with every fault found, each with the place
     */
    public BoundaryReport read(InputStream file, Crs crs, boolean schematic, boolean dryRun) {
        List<GeoJson.Feature> features;
        try {
            features = GeoJson.read(file);
        } catch (GeoJson.Unreadable e) {
            throw e.problem().with(e.details()).at("file");
        }
        var revision = rows.revision();
        var faults = new ArrayList<ProblemException>();
        var numbers = new HashMap<AreaCode, Integer>();
        var shapes = shapes(features, crs, numbers, faults);
        var before = rows.drawnWithin(counties(shapes.keySet()));
        if (!schematic) {
            before.values().removeIf(Drawn::schematic);
        }
        var missing = check(shapes, before, numbers, faults);
        if (!faults.isEmpty()) {
            throw BOUNDARIES_INVALID
                    .with(faults.size())
                    .because(faults.subList(0, Math.min(MOST_ERRORS, faults.size())));
        }
        var fresh = new TreeMap<AreaCode, Geometry>();
        shapes.forEach((code, shape) -> {
            var old = before.get(code);
            if (old == null || old.schematic() != schematic || !old.shape().equalsExact(shape)) {
                fresh.put(code, shape);
            }
        });
        var changed = (int) fresh.keySet().stream().filter(before::containsKey).count();
        var ended = dryRun
                ? rows.countSchematic(schematic ? Set.of() : counties(fresh.keySet()))
                : store(fresh, schematic, revision);
        return new BoundaryReport(
                features.size(),
                fresh.size() - changed,
                changed,
                shapes.size() - fresh.size(),
                ended,
                missing.stream().limit(MOST_MISSING).toList());
    }

    /** The boundaries in force of the areas right below one. */
    public List<Outline> below(AreaCode parent) {
        var children = keeper.current().areas().children(parent);
        var drawn = rows.drawn(children.stream().map(Area::code).toList());
        return children.stream()
                .filter(area -> drawn.containsKey(area.code()))
                .map(area -> {
                    var boundary = requireNonNull(drawn.get(area.code()));
                    return new Outline(area, boundary.schematic(), boundary.shape());
                })
                .toList();
    }

    /** Those in the area, itself included, that have a boundary in force. */
    public Set<AreaCode> drawnWithin(AreaCode area) {
        return rows.codesWithin(area);
    }

    /** An area with its boundary in CGCS2000, which is schematic when it stands for no place on the ground. */
    public record Outline(Area area, boolean schematic, Geometry shape) {}

    private Map<AreaCode, Geometry> shapes(
            List<GeoJson.Feature> features, Crs crs, Map<AreaCode, Integer> numbers, List<ProblemException> faults) {
        var reader = new Shapes(crs);
        var shapes = new TreeMap<AreaCode, Geometry>();
        for (var feature : features) {
            var given = feature.code();
            if (given == null || given.isBlank()) {
                faults.add(BOUNDARY_CODE_MISSING.with().at(field(feature.number())));
                continue;
            }
            var area = AreaCode.isValid(given)
                    ? keeper.current().areas().find(new AreaCode(given))
                    : Optional.<Area>empty();
            if (area.isEmpty()) {
                faults.add(BOUNDARY_CODE_UNKNOWN.with(cut(given)).at(field(feature.number())));
            } else if (!area.get().open()) {
                faults.add(AREA_CLOSED.with(given, area.get().name()).at(field(feature.number())));
            } else if (numbers.putIfAbsent(area.get().code(), feature.number()) != null) {
                faults.add(BOUNDARY_CODE_REPEATED.with(given).at(field(feature.number())));
            } else {
                try {
                    shapes.put(area.get().code(), reader.of(feature));
                } catch (Unfit e) {
                    faults.add(fault(e.problem(), area.get().code(), null, e.place(), numbers));
                }
            }
        }
        return shapes;
    }

    /** Adds what is wrong with how the areas lie to each other, and tells those without any boundary. */
    private Set<AreaCode> check(
            Map<AreaCode, Geometry> shapes,
            Map<AreaCode, Drawn> before,
            Map<AreaCode, Integer> numbers,
            List<ProblemException> faults) {
        var after = new TreeMap<AreaCode, Geometry>();
        before.forEach((code, drawn) -> after.put(code, drawn.shape()));
        after.putAll(shapes);
        var layout = new Layout(
                after,
                shapes.keySet(),
                new Layout.Dedicated(keeper.current().areas()::isDedicated, dedicated.mayOverlap()));
        var parents = new TreeSet<AreaCode>(shapes.keySet());
        shapes.keySet().forEach(code -> code.parent().ifPresent(parents::add));
        var missing = new TreeSet<AreaCode>();
        for (var parent : parents) {
            var children = keeper.current().areas().children(parent).stream()
                    .map(Area::code)
                    .toList();
            layout.check(parent, children);
            if (after.containsKey(parent) && children.stream().anyMatch(shapes::containsKey)) {
                children.stream()
                        .filter(child -> !after.containsKey(child) && !numbers.containsKey(child))
                        .forEach(missing::add);
            }
        }
        layout.faults()
                .forEach(fault ->
                        faults.add(fault(fault.problem(), fault.area(), fault.other(), fault.place(), numbers)));
        return missing;
    }

    private int store(Map<AreaCode, Geometry> fresh, boolean schematic, long revision) {
        if (fresh.isEmpty()) {
            return 0;
        }
        var ended = writing.execute(status -> {
            areas.lock(BOUNDARIES);
            if (rows.revision() != revision) {
                throw BOUNDARIES_CHANGED_MEANWHILE.with();
            }
            var put = schematic ? 0 : rows.endSchematic(counties(fresh.keySet()));
            rows.put(fresh, schematic);
            keeper.changed(BOUNDARIES);
            acts.did(Act.of("territory.import")
                    .on("boundary", fresh.keySet().stream().map(AreaCode::code).toList()));
            return put;
        });
        return ended == null ? 0 : ended;
    }

    /** The counties, or larger areas, that hold them. */
    private static Set<AreaCode> counties(Set<AreaCode> areas) {
        var counties = new HashSet<AreaCode>();
        for (var area : areas) {
            counties.add(area.level().digits() > AreaLevel.COUNTY.digits() ? area.at(AreaLevel.COUNTY) : area);
        }
        return counties;
    }

    private static ProblemException fault(
            Problem problem,
            AreaCode area,
            @Nullable AreaCode other,
            @Nullable Coordinate place,
            Map<AreaCode, Integer> numbers) {
        var number = numbers.get(area);
        var refused = problem.with(
                area.code(), other == null ? "–" : other.code(), place == null ? "–" : degrees(place.x, place.y));
        return refused.at(number == null ? area.code() : field(number));
    }

    private static String degrees(double longitude, double latitude) {
        return "%.6f, %.6f".formatted(longitude, latitude);
    }

    private static String field(int feature) {
        return "features[%d]".formatted(feature);
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
