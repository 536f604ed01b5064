package io.linli.incident;

import io.linli.incident.Trail.Act;
import io.linli.settings.Writes;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.GeoPoint;
import io.linli.territory.MovesWithGround;
import io.linli.territory.Placement;
import io.linli.territory.Regrouping;
import io.linli.territory.RowsOnGround;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Open incidents go where their ground went, each with an entry of its trail. Closed ones stay at the area where they
 * happened, whose successor sees them, unless that area was divided: then each goes to the part that it lies in, so that
 * no part sees the others'.
 */
@Component
@Order(20)
class IncidentsMove implements MovesWithGround {

    private static final String OPEN = Arrays.stream(IncidentStatus.values())
            .filter(IncidentStatus::isOpen)
            .map(status -> "'" + status + "'")
            .collect(Collectors.joining(", ", "t.status in (", ")"));

    /** Each is a row, an entry and an event, which leave together. */
    private static final int MOST = 200;

    private final JdbcClient database;
    private final Incidents incidents;
    private final IncidentTasks tasks;
    private final Writes writes;
    private final RowsOnGround open;
    private final Clock clock;

    IncidentsMove(JdbcClient database, Incidents incidents, IncidentTasks tasks, Writes writes, Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.tasks = tasks;
        this.writes = writes;
        this.clock = clock;
        open = new RowsOnGround(database, "incident.incident", OPEN);
    }

    private record Found(UUID id, AreaCode area, @Nullable GeoPoint point) {}

    @Override
    public String what() {
        return "incidents";
    }

    @Override
    public Map<AreaCode, Long> counts(Collection<AreaCode> within) {
        return open.counts(within);
    }

    @Override
    public List<Flow> flows(Regrouping plan) {
        var flows = new ArrayList<Flow>();
        open.flows(plan).stream().filter(flow -> !plan.isDivided(flow.from())).forEach(flows::add);
        record Way(AreaCode from, @Nullable AreaCode to) {}
        var ways = new HashMap<Way, Long>();
        standing(plan.divided(), OPEN, Integer.MAX_VALUE)
                .forEach(one -> ways.merge(
                        new Way(one.area(), plan.to(one.area(), one.point()).orElse(null)), 1L, Long::sum));
        ways.forEach((way, count) -> flows.add(new Flow(way.from(), way.to(), count)));
        return flows;
    }

    @Override
    public int move(Regrouping plan, int most) {
        int few = Math.min(most, MOST);
        var some = standing(List.copyOf(plan.closed()), OPEN, few);
        if (some.isEmpty()) {
            some = standing(plan.divided(), "true", few);
        }
        for (var one : some) {
            plan.to(one.area(), one.point()).ifPresent(to -> relocate(new IncidentId(one.id()), to, plan));
        }
        writes.flush();
        return some.size();
    }

    private void relocate(IncidentId id, AreaCode to, Regrouping plan) {
        var incident = incidents.lock(id);
        var was = incident.progress();
        if (!plan.closes(was.placement().area())) {
            return; // somebody has placed it meanwhile
        }
        var place = was.placement();
        var moved = new Placement(
                to, to.level() == AreaLevel.GRID ? to : null, place.point(), place.address(), place.how());
        incident.relocate(
                Act.of(IncidentStep.RELOCATE, Actor.SYSTEM, clock.instant()),
                moved,
                same(was.holder(), to, plan),
                area -> successor(area, to, plan));
        incidents.save(incident);
        writes.add("update incident.assistance set area = ? where incident = ?", to.code(), id.id());
        tasks.relocate(incident, plan.closed());
    }

    private static Holder same(Holder holder, AreaCode to, Regrouping plan) {
        var area = holder.area();
        return area == null
                ? holder
                : new Holder(holder.account(), holder.unit(), holder.role(), successor(area, to, plan));
    }

    /** A post at the area that closes, or at one around it that closes too, is the one at the same level now. */
    private static AreaCode successor(AreaCode area, AreaCode to, Regrouping plan) {
        if (!plan.closes(area)) {
            return area;
        }
        return to.level().digits() >= area.level().digits()
                ? to.at(area.level())
                : plan.to(area).orElse(area);
    }

    private List<Found> standing(List<AreaCode> areas, String which, int most) {
        return database.sql(
                        "select t.id, t.area, t.longitude, t.latitude from incident.incident t where t.area = any (?)"
                                + " and " + which + " order by t.id limit ?")
                .params(areas.stream().map(AreaCode::code).toArray(String[]::new), most)
                .query((row, n) -> {
                    var longitude = row.getObject("longitude", Double.class);
                    var latitude = row.getObject("latitude", Double.class);
                    return new Found(
                            row.getObject("id", UUID.class),
                            new AreaCode(row.getString("area")),
                            longitude == null || latitude == null ? null : new GeoPoint(longitude, latitude));
                })
                .list();
    }
}
