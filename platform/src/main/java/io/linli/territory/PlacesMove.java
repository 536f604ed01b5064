package io.linli.territory;

import static io.linli.territory.TerritoryProblem.PLAN_PLACES_OF_ONE_NAME;

import io.linli.problem.ProblemException;
import io.linli.territory.GroundKeeper.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The names of places move with the ground: by their points where an area is divided. */
@Component
@Order(10)
class PlacesMove implements MovesWithGround {

    private record Place(
            UUID id, AreaCode area, String name, @Nullable GeoPoint point) {}

    private final JdbcClient database;
    private final GroundKeeper keeper;
    private final RowsOnGround rows;

    PlacesMove(JdbcClient database, GroundKeeper keeper) {
        this.database = database;
        this.keeper = keeper;
        rows = new RowsOnGround(database, "territory.place_name", "true");
    }

    @Override
    public String what() {
        return "places";
    }

    @Override
    public Map<AreaCode, Long> counts(Collection<AreaCode> within) {
        return rows.counts(within);
    }

    @Override
    public List<Flow> flows(Regrouping plan) {
        record Way(AreaCode from, @Nullable AreaCode to) {}
        var ways = new HashMap<Way, Long>();
        places(plan, Integer.MAX_VALUE)
                .forEach(place -> ways.merge(
                        new Way(
                                place.area(),
                                plan.to(place.area(), place.point()).orElse(null)),
                        1L,
                        Long::sum));
        return ways.entrySet().stream()
                .map(way -> new Flow(way.getKey().from(), way.getKey().to(), way.getValue()))
                .toList();
    }

    @Override
    public List<ProblemException> refusals(Regrouping plan) {
        record Named(AreaCode area, String name) {}
        var there = new HashMap<Named, AreaCode>();
        var twice = new ArrayList<ProblemException>();
        for (var place : places(plan, Integer.MAX_VALUE)) {
            plan.to(place.area(), place.point()).ifPresent(to -> {
                var other = there.putIfAbsent(new Named(to, place.name()), place.area());
                if (other != null) {
                    twice.add(PLAN_PLACES_OF_ONE_NAME
                            .with(place.name(), other.code(), place.area().code(), to.code())
                            .at("shares"));
                }
            });
        }
        return twice;
    }

    @Override
    public int move(Regrouping plan, int most) {
        var some = places(plan, most);
        for (var place : some) {
            var to = plan.to(place.area(), place.point());
            if (to.isPresent()) {
                database.sql("update territory.place_name set area = ? where id = ?")
                        .params(to.get().code(), place.id())
                        .update();
            }
        }
        if (!some.isEmpty()) {
            keeper.touched(Part.PLACES);
        }
        return some.size();
    }

    private List<Place> places(Regrouping plan, int most) {
        return database.sql("""
                select id, area, name, longitude, latitude from territory.place_name
                where area = any (?) order by id limit ?""")
                .params(plan.sources(), most)
                .query((row, n) -> {
                    var longitude = row.getObject("longitude", Double.class);
                    var latitude = row.getObject("latitude", Double.class);
                    return new Place(
                            row.getObject("id", UUID.class),
                            new AreaCode(row.getString("area")),
                            row.getString("name"),
                            longitude == null || latitude == null ? null : new GeoPoint(longitude, latitude));
                })
                .list();
    }
}
