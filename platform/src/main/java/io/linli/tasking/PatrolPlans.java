package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.PATROL_OTHER_GROUND;
import static io.linli.tasking.TaskingProblem.PATROL_PLAN_UNKNOWN;
import static io.linli.tasking.TaskingProblem.PATROL_WORKER_UNFIT;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Plans of patrols: which way, how often, what to look at, and whose round it is. */
@Service
@Transactional
public class PatrolPlans {

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final Checklists checklists;
    private final Posts posts;
    private final Territory territory;
    private final JsonMapper json;
    private final Acts acts;
    private final Clock clock;

    PatrolPlans(
            JdbcClient database,
            ScopedQuery scoped,
            Checklists checklists,
            Posts posts,
            Territory territory,
            JsonMapper json,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.scoped = scoped;
        this.checklists = checklists;
        this.posts = posts;
        this.territory = territory;
        this.json = json;
        this.acts = acts;
        this.clock = clock;
    }

    /** A place on the way, in CGCS2000 degrees. */
    public record Stop(String name, double longitude, double latitude) {}

    /**
     * One plan.
     *
     * @param who walks it; null: whoever holds the post of the area
     */
    public record Plan(
            UUID id,
            String name,
            AreaCode area,
            String areaName,
            int everyDays,
            List<Stop> route,
            String checklist,
            LocalDate nextOn,
            @Nullable AccountId who,
            @Nullable String whoName) {}

    /** A plan about to be made; the places in degrees of that system. */
    public record Draft(
            String name,
            AreaCode area,
            int everyDays,
            List<Stop> route,
            Crs crs,
            String checklist,
            @Nullable LocalDate firstOn,
            @Nullable AccountId who) {}

    /** Those in force on the caller's ground. */
    @Transactional(readOnly = true)
    public List<Plan> list(Caller caller) {
        return scoped.from(caller, "tasking.patrol_plan p")
                .select("p.*")
                .and("p.ended_at is null")
                .orderBy("p.area, p.name, p.id")
                .limit(1000)
                .list((row, n) -> plan(row));
    }

    public Plan make(Draft draft, Caller caller) {
        var area = territory.find(draft.area()).filter(Area::open).orElse(null);
        if (area == null || !covers(caller, draft.area())) {
            throw PATROL_OTHER_GROUND.with(draft.area()).at("area");
        }
        checklists.newest(draft.checklist());
        var who = draft.who();
        if (who != null
                && posts.find(who).stream()
                        .flatMap(holder -> holder.posts().stream())
                        .noneMatch(post -> post.role().serves()
                                && (post.area().contains(draft.area())
                                        || draft.area().contains(post.area())))) {
            throw PATROL_WORKER_UNFIT.with().at("who");
        }
        var route = read(draft.route(), draft.crs());
        var id = Ids.next();
        var now = clock.instant();
        var first = draft.firstOn() == null ? LocalDate.ofInstant(now, Rows.CHINA) : draft.firstOn();
        database.sql("""
                insert into tasking.patrol_plan (id, name, area, every_days, points, checklist, next_on, made_by, made_at,
                    assignee)
                values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        draft.name(),
                        draft.area().code(),
                        draft.everyDays(),
                        json.writeValueAsString(route),
                        draft.checklist(),
                        first,
                        caller.id().id(),
                        Rows.at(now),
                        who == null ? null : who.id()))
                .update();
        acts.did(Act.of("patrol-plan.make").on("patrol-plan", id));
        return get(id);
    }

    /** Another way from the next round on; rounds that were given out keep theirs. */
    public Plan reroute(UUID id, List<Stop> stops, Crs crs, Caller caller) {
        var plan = get(id);
        if (!covers(caller, plan.area())) {
            throw PATROL_OTHER_GROUND.with(plan.area());
        }
        int changed = database.sql("update tasking.patrol_plan set points = ?::jsonb where id = ? and ended_at is null")
                .params(json.writeValueAsString(read(stops, crs)), id)
                .update();
        if (changed == 0) {
            throw PATROL_PLAN_UNKNOWN.with(id.toString());
        }
        acts.did(Act.of("patrol-plan.reroute").on("patrol-plan", id));
        return get(id);
    }

    private List<Stop> read(List<Stop> stops, Crs crs) {
        return stops.stream()
                .map(stop -> {
                    var point = territory.read(stop.longitude(), stop.latitude(), crs);
                    return new Stop(stop.name(), point.longitude(), point.latitude());
                })
                .toList();
    }

    /** No more rounds of it; those that were given out go on. */
    public void end(UUID id, String reason, Caller caller) {
        var plan = get(id);
        if (!covers(caller, plan.area())) {
            throw PATROL_OTHER_GROUND.with(plan.area());
        }
        int ended =
                database.sql("""
                update tasking.patrol_plan set ended_at = ?, end_reason = ? where id = ? and ended_at is null""").params(Rows.at(clock.instant()), reason, id).update();
        if (ended == 0) {
            throw PATROL_PLAN_UNKNOWN.with(id.toString());
        }
        acts.did(Act.of("patrol-plan.end").on("patrol-plan", id).because(reason));
    }

    Plan get(UUID id) {
        return database.sql("select * from tasking.patrol_plan where id = ?")
                .param(id)
                .query((row, n) -> plan(row))
                .optional()
                .orElseThrow(() -> PATROL_PLAN_UNKNOWN.with(id.toString()));
    }

    static boolean covers(Caller caller, AreaCode area) {
        return caller.posts().stream()
                .anyMatch(post -> post.role().seesArea() && post.area().contains(area));
    }

    Plan plan(ResultSet row) throws SQLException {
        var area = Rows.area(row, "area");
        var who = Rows.idOrNull(row, "assignee");
        return new Plan(
                Rows.id(row, "id"),
                row.getString("name"),
                area,
                territory.find(area).map(Area::name).orElse(area.code()),
                row.getInt("every_days"),
                json.readValue(row.getString("points"), new TypeReference<List<Stop>>() {}),
                row.getString("checklist"),
                Rows.day(row, "next_on"),
                who == null ? null : new AccountId(who),
                who == null
                        ? null
                        : posts.find(new AccountId(who)).map(Posts.Holder::name).orElse(null));
    }
}
