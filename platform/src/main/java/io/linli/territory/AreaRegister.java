package io.linli.territory;

import static io.linli.territory.GroundKeeper.Part.AREAS;
import static io.linli.territory.GroundKeeper.Part.BOUNDARIES;
import static io.linli.territory.GroundKeeper.Part.PLACES;
import static io.linli.territory.TerritoryProblem.AREA_CLOSED;
import static io.linli.territory.TerritoryProblem.AREA_CLOSED_BEFORE_OPENED;
import static io.linli.territory.TerritoryProblem.AREA_CODES_USED_UP;
import static io.linli.territory.TerritoryProblem.AREA_CODE_OR_PARENT;
import static io.linli.territory.TerritoryProblem.AREA_EXISTS;
import static io.linli.territory.TerritoryProblem.AREA_HAS_OPEN_PARTS;
import static io.linli.territory.TerritoryProblem.AREA_IS_ROOT;
import static io.linli.territory.TerritoryProblem.AREA_KIND_UNFIT;
import static io.linli.territory.TerritoryProblem.AREA_PARENT_CLOSED;
import static io.linli.territory.TerritoryProblem.AREA_PARENT_UNKNOWN;
import static io.linli.territory.TerritoryProblem.AREA_PURPOSE_UNFIT;
import static io.linli.territory.TerritoryProblem.AREA_UNKNOWN;
import static io.linli.territory.TerritoryProblem.PLACE_EXISTS;
import static io.linli.territory.TerritoryProblem.PLACE_UNKNOWN;

import io.linli.territory.AreaRows.Entry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the areas: makes, names and closes them, and writes down who answers for them. Every change leaves a trace. */
@Service
@Transactional
public class AreaRegister {

    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    private final AreaRows rows;
    private final GroundKeeper keeper;
    private final Territory territory;
    private final Clock clock;

    AreaRegister(AreaRows rows, GroundKeeper keeper, Territory territory, Clock clock) {
        this.rows = rows;
        this.keeper = keeper;
        this.territory = territory;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public AreaView find(AreaCode code) {
        return rows.view(code, territory.fullName(code)).orElseThrow(() -> AREA_UNKNOWN.with(code.code()));
    }

    /** Who answers for the open areas in this one, itself included, as far as anything is written down of them. */
    @Transactional(readOnly = true)
    public List<Answerable> answerables(AreaCode within) {
        return rows.answerables(within);
    }

    /**
     * Makes an area. Without a code it is the next number in the parent that was never used, since a code keeps its
     * meaning for ever.
     */
    public AreaView create(NewArea area, String actor) {
        rows.lock(AREAS);
        var code = area.code() != null ? area.code() : next(area.parent());
        if (rows.find(code).isPresent()) {
            throw AREA_EXISTS.with(code.code());
        }
        code.parent().ifPresent(parent -> {
            var around = rows.find(parent)
                    .orElseThrow(() -> AREA_PARENT_UNKNOWN.with(parent.code()).at("code"));
            if (!around.open()) {
                throw AREA_PARENT_CLOSED.with(parent.code(), around.name()).at("code");
            }
        });
        var kind = kind(code.level(), area.kind());
        if ((kind == GridKind.DEDICATED) != (area.purpose() != null)) {
            throw AREA_PURPOSE_UNFIT.with().at("purpose");
        }
        rows.add(List.of(new AreaDraft(code, area.name(), kind, area.purpose())));
        rows.setValidFrom(code, area.validFrom() == null ? today() : area.validFrom());
        rows.tell(code, "CREATED", null, area.name(), actor);
        keeper.changed(AREAS);
        return view(code);
    }

    public AreaView rename(AreaCode code, String name, String actor) {
        var area = open(code);
        if (!area.name().equals(name)) {
            rows.rename(code, name);
            rows.tell(code, "RENAMED", area.name(), name, actor);
            keeper.changed(AREAS);
        }
        return view(code);
    }

    /** Ends an area of which no part is open any more. Its boundary goes out of force; the code is never used again. */
    public AreaView close(AreaCode code, @Nullable LocalDate on, String actor) {
        var area = open(code);
        if (code.equals(territory.root()) || code.contains(territory.root())) {
            throw AREA_IS_ROOT.with(code.code(), area.name());
        }
        var parts = rows.openParts(code);
        if (parts > 0) {
            throw AREA_HAS_OPEN_PARTS.with(code.code(), area.name(), parts);
        }
        var last = on == null ? today() : on;
        if (area.validFrom() != null && last.isBefore(area.validFrom())) {
            throw AREA_CLOSED_BEFORE_OPENED.with(area.validFrom().toString()).at("on");
        }
        rows.close(code, last);
        rows.tell(code, "CLOSED", null, last.toString(), actor);
        keeper.changed(AREAS, BOUNDARIES);
        return view(code);
    }

    /** Writes down who answers for the area and what for. */
    public AreaView assign(Answerable answerable, String actor) {
        var before = view(open(answerable.area()).code());
        rows.put(List.of(answerable));
        rows.tell(answerable.area(), "ASSIGNED", before.leader(), answerable.name(), actor);
        return view(answerable.area());
    }

    /** Makes a building or other place known by its names, so that a text that names it is placed there. */
    public UUID addPlace(AreaCode area, String name, List<String> aliases, @Nullable GeoPoint point, String actor) {
        open(area);
        if (rows.hasPlace(area, name)) {
            throw PLACE_EXISTS.with(area.code(), name).at("name");
        }
        var id = rows.addPlaces(List.of(new PlaceDraft(area, name, aliases, point)))
                .getFirst();
        rows.tell(area, "PLACE_ADDED", null, name, actor);
        keeper.changed(PLACES);
        return id;
    }

    /**
     * Gives a place another name; a text that names it by the old one is placed there as before. Where nobody had made
     * the place known, both names are from now on.
     */
    public void renamePlace(AreaCode area, String before, String after, String actor) {
        open(area);
        var known = rows.place(area, after).or(() -> rows.place(area, before)).orElse(null);
        if (known == null) {
            rows.addPlaces(List.of(new PlaceDraft(area, after, List.of(before), null)));
        } else {
            rows.renamePlace(known, before, after);
        }
        rows.tell(area, "PLACE_RENAMED", before, after, actor);
        keeper.changed(PLACES);
    }

    public void removePlace(UUID id, String actor) {
        var place = rows.removePlace(id).orElseThrow(() -> PLACE_UNKNOWN.with(id));
        rows.tell(place.area(), "PLACE_REMOVED", place.name(), null, actor);
        keeper.changed(PLACES);
    }

    private Entry open(AreaCode code) {
        rows.lock(AREAS);
        var area = rows.find(code).orElseThrow(() -> AREA_UNKNOWN.with(code.code()));
        if (!area.open()) {
            throw AREA_CLOSED.with(code.code(), area.name());
        }
        return area;
    }

    private AreaView view(AreaCode code) {
        return rows.view(code, territory.fullName(code)).orElseThrow();
    }

    private AreaCode next(@Nullable AreaCode parent) {
        if (parent == null || (parent.level() != AreaLevel.COMMUNITY && parent.level() != AreaLevel.GRID)) {
            throw AREA_CODE_OR_PARENT.with().at("code");
        }
        int digits = parent.level() == AreaLevel.COMMUNITY ? 3 : 2;
        int number = rows.lastNumber(parent, digits) + 1;
        if (number >= Math.pow(10, digits)) {
            throw AREA_CODES_USED_UP.with(parent.code());
        }
        return new AreaCode(parent.code() + ("%0" + digits + "d").formatted(number));
    }

    static @Nullable GridKind kind(AreaLevel level, @Nullable GridKind wanted) {
        var fitting =
                switch (level) {
                    case GRID -> wanted == null ? GridKind.BASIC : wanted;
                    case MICRO_GRID -> GridKind.MICRO;
                    case PROVINCE, CITY, COUNTY, STREET, COMMUNITY -> null;
                };
        if ((wanted != null && wanted != fitting) || (level == AreaLevel.GRID && fitting == GridKind.MICRO)) {
            throw AREA_KIND_UNFIT.with(level.name()).at("kind");
        }
        return fitting;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), HERE);
    }

    /** What an area is made of: its code, or the parent to give it the next one. */
    public record NewArea(
            @Nullable AreaCode code,
            @Nullable AreaCode parent,
            String name,
            @Nullable GridKind kind,
            @Nullable String purpose,
            @Nullable LocalDate validFrom) {}
}
