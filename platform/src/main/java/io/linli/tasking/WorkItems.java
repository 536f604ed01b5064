package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.WORK_ITEM_DECIDED;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_LEVEL_UNFIT;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_NOT_IN_FORCE;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_OTHER_GROUND;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_OTHER_UNIT;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_OWN;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_PAST;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_REASON_MISSING;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_UNFUNDED;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_UNIT_UNKNOWN;
import static io.linli.tasking.TaskingProblem.WORK_ITEM_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.tasking.WorkItem.State;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The admission list (准入清单): what departments may ask of communities and grids. Somebody proposes an item, and somebody
 * else, who does not act for that department, lets it in or not.
 */
@Service
@Transactional
public class WorkItems {

    private static final Set<AreaLevel> LEVELS = EnumSet.of(AreaLevel.COMMUNITY, AreaLevel.GRID);

    private final WorkItemRows rows;
    private final Posts posts;
    private final Territory territory;
    private final Acts acts;
    private final Clock clock;

    WorkItems(WorkItemRows rows, Posts posts, Territory territory, Acts acts, Clock clock) {
        this.rows = rows;
        this.posts = posts;
        this.territory = territory;
        this.acts = acts;
        this.clock = clock;
    }

    /** All of them, what waits to be decided first. */
    @Transactional(readOnly = true)
    public List<WorkItem> list(@Nullable State state) {
        return rows.list(state);
    }

    @Transactional(readOnly = true)
    public WorkItem find(UUID id) {
        return rows.find(id)
                .orElseThrow(() -> WORK_ITEM_UNKNOWN.with(id.toString()))
                .item();
    }

    /** What may be asked of that area, or of anything in it, today: the list (清单) that everybody may read. */
    @Transactional(readOnly = true)
    public List<WorkItem> dutyList(AreaCode area) {
        return rows.inForce().stream()
                .filter(item -> item.area().contains(area) || area.contains(item.area()))
                .filter(item -> area.level().digits() < AreaLevel.GRID.digits()
                        || item.levels().contains(AreaLevel.GRID)
                        || area.level() == AreaLevel.COMMUNITY)
                .toList();
    }

    public WorkItem propose(WorkItemDraft draft, Caller caller) {
        check(draft);
        boolean forOwnUnit =
                caller.posts().stream().anyMatch(post -> draft.unit().equals(post.unit()));
        if (!forOwnUnit && !covers(caller, draft.area())) {
            throw WORK_ITEM_OTHER_UNIT.with(draft.unit()).at("unit");
        }
        var id = Ids.next();
        rows.add(id, draft, caller.id(), false, clock.instant());
        acts.did(Act.of("work-item.propose").on("work-item", id));
        return find(id);
    }

    private void check(WorkItemDraft draft) {
        if (posts.of(draft.unit()).isEmpty()) {
            throw WORK_ITEM_UNIT_UNKNOWN.with(draft.unit()).at("unit");
        }
        var area = territory.find(draft.area()).filter(Area::open).orElse(null);
        if (area == null) {
            throw WORK_ITEM_OTHER_GROUND.with(draft.area()).at("area");
        }
        if (draft.levels().isEmpty() || !LEVELS.containsAll(draft.levels())) {
            throw WORK_ITEM_LEVEL_UNFIT.with().at("levels");
        }
        if (draft.validUntil().isBefore(draft.validFrom()) || draft.validUntil().isBefore(rows.today())) {
            throw WORK_ITEM_PAST.with().at("validUntil");
        }
        if ((draft.fund() == null) != (draft.fundAmount() == null)) {
            throw WORK_ITEM_UNFUNDED.with().at(draft.fund() == null ? "fund" : "fundAmount");
        }
    }

    /** Lets it in, or not. Never by who proposed it, nor by anybody who acts for the department that wants it. */
    public WorkItem decide(UUID id, boolean admitted, @Nullable String note, Caller caller) {
        var entry = rows.lock(id);
        var item = entry.item();
        mayDecide(item, caller);
        if (entry.proposedBy().equals(caller.id()) || isOf(caller, item.unit())) {
            throw WORK_ITEM_OWN.with();
        }
        if (item.state() != State.PROPOSED) {
            throw WORK_ITEM_DECIDED.with();
        }
        if (!admitted && (note == null || note.isBlank())) {
            throw WORK_ITEM_REASON_MISSING.with().at("note");
        }
        var fund = item.fundAmount();
        if (admitted && item.cost() > 0 && (fund == null || fund < item.cost())) {
            throw WORK_ITEM_UNFUNDED.with();
        }
        rows.decide(id, admitted, note, caller.id(), clock.instant());
        acts.did(Act.of(admitted ? "work-item.admit" : "work-item.decline")
                .on("work-item", id)
                .because(note));
        return find(id);
    }

    /** From now on nothing of it is pushed any more; tasks that were given out go on. */
    public WorkItem end(UUID id, String reason, Caller caller) {
        var item = rows.lock(id).item();
        mayDecide(item, caller);
        if (item.state() != State.ADMITTED) {
            throw WORK_ITEM_NOT_IN_FORCE.with();
        }
        rows.end(id, reason, caller.id(), clock.instant());
        acts.did(Act.of("work-item.end").on("work-item", id).because(reason));
        return find(id);
    }

    private void mayDecide(WorkItem item, Caller caller) {
        if (!covers(caller, item.area())) {
            throw WORK_ITEM_OTHER_GROUND.with(item.area()).at("area");
        }
    }

    private static boolean covers(Caller caller, AreaCode area) {
        return caller.posts().stream()
                .filter(post -> post.role() == Role.STREET_STAFF || post.role() == Role.DISTRICT_STAFF)
                .anyMatch(post -> post.area().contains(area));
    }

    static boolean isOf(Caller caller, OrgUnitId unit) {
        return caller.posts().stream().anyMatch(post -> unit.equals(post.unit()));
    }
}
