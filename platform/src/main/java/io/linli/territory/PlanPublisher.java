package io.linli.territory;

import static java.util.Objects.requireNonNull;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.SystemScope;
import io.linli.territory.GroundKeeper.Part;
import io.linli.territory.PlanRows.Entry;
import io.linli.territory.PlanRows.Phase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.locationtech.jts.geom.Geometry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes plans, batch by batch, each in a transaction that notes how far it has come: what is stopped in between goes
 * on where it was, on whichever instance. All areas open and close in one transaction, so that everybody sees the ground
 * as it was or as it is; what stands on it follows, and whoever serves serves both until it has.
 */
@Component
class PlanPublisher {

    private static final Logger log = LoggerFactory.getLogger(PlanPublisher.class);

    static final int BATCH = 1_000;

    // a report that was placed before the areas closed may be written a little later; another instance hears of the new
    // ground a moment after this one
    private static final Duration LATECOMERS = Duration.ofMinutes(10);

    private final PlanRows rows;
    private final AreaRows areas;
    private final BoundaryRows boundaries;
    private final GroundKeeper keeper;
    private final GroundPlans plans;
    private final ObjectProvider<MovesWithGround> movers;
    private final Acts acts;
    private final SystemScope system;
    private final Clock clock;
    private final TransactionTemplate batch;

    PlanPublisher(
            PlanRows rows,
            AreaRows areas,
            BoundaryRows boundaries,
            GroundKeeper keeper,
            GroundPlans plans,
            ObjectProvider<MovesWithGround> movers,
            Acts acts,
            SystemScope system,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.areas = areas;
        this.boundaries = boundaries;
        this.keeper = keeper;
        this.plans = plans;
        this.movers = movers;
        this.acts = acts;
        this.system = system;
        this.clock = clock;
        batch = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelayString = "${linli.territory.publishing:2s}")
    void run() {
        for (var id : rows.atWork(clock.instant().minus(LATECOMERS))) {
            publish(id);
        }
    }

    /** As far as it goes now. What fails is tried again at the next run. */
    void publish(UUID id) {
        try {
            boolean more = true;
            while (more) {
                more = step(id);
            }
        } catch (RuntimeException failed) {
            log.warn("Publishing the plan {} was interrupted and goes on later", id, failed);
        }
    }

    /** One batch; false when there is nothing more to do, or somebody else does it. */
    boolean step(UUID id) {
        return Boolean.TRUE.equals(system.call(
                () -> batch.execute(status -> rows.claim(id).map(this::step).orElse(false))));
    }

    private boolean step(Entry entry) {
        var phase = entry.phase();
        if (phase == null) {
            return entry.state() == PlanState.PUBLISHED && move(entry);
        }
        switch (phase) {
            case AHEAD -> {
                var plan = planned(entry);
                if (!any(mover -> mover.prepare(plan, BATCH))) {
                    rows.enter(entry.id(), Phase.GROUND);
                }
            }
            case GROUND -> turn(entry);
            case MATTERS -> {
                if (!move(entry)) {
                    rows.enter(entry.id(), Phase.REST);
                }
            }
            case REST -> {
                var plan = inForce(entry);
                if (!any(mover -> mover.finish(plan, BATCH))) {
                    return end(entry, plan);
                }
            }
        }
        return true;
    }

    private boolean move(Entry entry) {
        var plan = inForce(entry);
        return any(mover -> mover.move(plan, BATCH));
    }

    private interface Work {
        int by(MovesWithGround mover);
    }

    // the first that has something to do does so much of it: then the batch is full
    private boolean any(Work work) {
        return movers.orderedStream().anyMatch(mover -> work.by(mover) > 0);
    }

    /** All new areas open, all old ones close. */
    private void turn(Entry entry) {
        areas.lock(Part.AREAS);
        areas.lock(Part.BOUNDARIES);
        keeper.renew();
        var draft = entry.draft();
        var faults = plans.unsound(draft);
        var shapes = plans.shapes(draft);
        var plan = new Regrouping(draft, shapes.shapes());
        if (!faults.isEmpty()) {
            log.warn(
                    "The plan {} does not fit the ground any more: {}",
                    entry.id(),
                    faults.getFirst().getMessage());
            movers.orderedStream().forEach(mover -> mover.takeBack(plan));
            rows.giveBack(entry.id());
            return;
        }
        var actor = requireNonNull(entry.publishedBy());
        areas.add(draft.opens().stream()
                .map(opening -> new AreaDraft(
                        opening.code(),
                        opening.name(),
                        AreaRegister.kind(opening.code().level(), opening.kind()),
                        opening.purpose()))
                .toList());
        plan.opened().forEach(area -> areas.setValidFrom(area, plan.from()));
        areas.tell(plan.opened(), "CREATED", entry.id().toString(), actor);
        areas.close(plan.closed(), plan.from().minusDays(1));
        areas.tell(plan.closed(), "CLOSED", entry.id().toString(), actor);
        for (var closed : plan.closed()) {
            for (var successor : plan.successors(closed)) {
                var kind = plan.isDivided(closed)
                        ? "SPLIT"
                        : plan.predecessors(successor).size() > 1 ? "MERGE" : "MOVED";
                areas.descend(closed, successor, kind, plan.from());
            }
        }
        plan.opened().stream()
                .filter(area -> plan.predecessors(area).size() == 1)
                .forEach(area -> areas.inherit(plan.predecessors(area).first(), area));
        if (!shapes.shapes().isEmpty()) {
            boundaries.put(shapes.shapes(), shapes.isSchematic());
        }
        keeper.changed(Part.AREAS, Part.BOUNDARIES, Part.PLACES);
        acts.did(Act.of("territory.plan.turn").on("plan", entry.id()).by(actor));
        rows.enter(entry.id(), Phase.MATTERS);
    }

    private boolean end(Entry entry, Regrouping plan) {
        if (move(entry)) {
            return true; // somebody came late
        }
        movers.orderedStream()
                .forEach(mover -> rows.after(
                        entry.id(),
                        mover.what(),
                        GroundPlans.sum(mover.counts(plan.bothGrounds()).values())));
        rows.end(entry.id());
        acts.did(Act.of("territory.plan.published").on("plan", entry.id()).by(requireNonNull(entry.publishedBy())));
        return false;
    }

    private Regrouping planned(Entry entry) {
        return new Regrouping(entry.draft(), plans.shapes(entry.draft()).shapes());
    }

    private Regrouping inForce(Entry entry) {
        var shapes = new TreeMap<AreaCode, Geometry>();
        var opened = entry.draft().opens().stream().map(PlanDraft.Opening::code).toList();
        boundaries.drawn(List.copyOf(opened)).forEach((area, drawn) -> shapes.put(area, drawn.shape()));
        return new Regrouping(entry.draft(), shapes);
    }
}
