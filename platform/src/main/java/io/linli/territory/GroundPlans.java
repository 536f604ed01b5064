package io.linli.territory;

import static io.linli.territory.TerritoryProblem.AREA_CLOSED_BEFORE_OPENED;
import static io.linli.territory.TerritoryProblem.AREA_CODES_USED_UP;
import static io.linli.territory.TerritoryProblem.AREA_UNKNOWN;
import static io.linli.territory.TerritoryProblem.PLAN_BUSY;
import static io.linli.territory.TerritoryProblem.PLAN_CHANGED_MEANWHILE;
import static io.linli.territory.TerritoryProblem.PLAN_ELSEWHERE;
import static io.linli.territory.TerritoryProblem.PLAN_LOSES;
import static io.linli.territory.TerritoryProblem.PLAN_NOT_PREVIEWED;
import static io.linli.territory.TerritoryProblem.PLAN_STEP_NOT_ALLOWED;
import static io.linli.territory.TerritoryProblem.PLAN_TOO_EARLY;
import static io.linli.territory.TerritoryProblem.PLAN_UNKNOWN;
import static io.linli.territory.TerritoryProblem.PLAN_UNSOUND;

import io.linli.problem.ProblemException;
import io.linli.settings.Act;
import io.linli.settings.Acting;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import io.linli.territory.PlanDraft.Opening;
import io.linli.territory.PlanDraft.Share;
import io.linli.territory.PlanPreview.Matter;
import io.linli.territory.PlanRows.Entry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans of split and merge: drawn up, looked at and published as one, and dropped without a trace until then. */
@Service
public class GroundPlans {

    static final String PLAN = "territory:plan";
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    private final PlanRows rows;
    private final AreaRows areas;
    private final BoundaryRows boundaries;
    private final GroundKeeper keeper;
    private final DedicatedGrids dedicated;
    private final Territory territory;
    private final ObjectProvider<MovesWithGround> movers;
    private final ObjectProvider<Acting> acting;
    private final Acts acts;
    private final SystemScope system;
    private final MessageSource messages;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    GroundPlans(
            PlanRows rows,
            AreaRows areas,
            BoundaryRows boundaries,
            GroundKeeper keeper,
            DedicatedGrids dedicated,
            Territory territory,
            ObjectProvider<MovesWithGround> movers,
            ObjectProvider<Acting> acting,
            Acts acts,
            SystemScope system,
            MessageSource messages,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.areas = areas;
        this.boundaries = boundaries;
        this.keeper = keeper;
        this.dedicated = dedicated;
        this.territory = territory;
        this.movers = movers;
        this.acting = acting;
        this.acts = acts;
        this.system = system;
        this.messages = messages;
        this.clock = clock;
        writing = new TransactionTemplate(transactions);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** One page of those on the caller's ground, newest first. */
    public record Page(List<PlanView.Item> items, @Nullable UUID next) {}

    public Page list(@Nullable UUID after, int size) {
        var all = rows.list(after, size, territory);
        return new Page(
                all.stream().filter(item -> serves(item.area().code())).toList(),
                all.size() == size ? all.getLast().id() : null);
    }

    public PlanView find(UUID id) {
        return view(visible(id));
    }

    public PlanView create(PlanDraft draft, String actor) {
        var whole = whole(draft);
        var id = add(whole, actor);
        return find(id);
    }

    /** A draft that nobody on some ground has drawn up: for the demonstration. */
    void prepare(PlanDraft draft, String actor) {
        add(completed(draft), actor);
    }

    private UUID add(PlanDraft whole, String actor) {
        var id = Ids.next();
        writing.executeWithoutResult(status -> {
            rows.add(id, whole, account(actor));
            acts.did(Act.of("territory.plan.create").on("plan", id));
        });
        return id;
    }

    /** Replaces the content of a plan, which has to be looked at anew. */
    public PlanView change(UUID id, int version, PlanDraft draft) {
        visible(id);
        var whole = whole(draft);
        writing.executeWithoutResult(status -> {
            mustMayChange(locked(id, version));
            rows.change(id, whole);
            acts.did(Act.of("territory.plan.change").on("plan", id));
        });
        return find(id);
    }

    public PlanView drop(UUID id, int version) {
        visible(id);
        writing.executeWithoutResult(status -> {
            mustMayChange(locked(id, version));
            rows.drop(id);
            acts.did(Act.of("territory.plan.drop").on("plan", id));
        });
        return find(id);
    }

    /** An outline as somebody drew it, as GeoJSON has it: positions in lists in lists. */
    public static Geometry outline(String type, Object coordinates, Crs crs, String field) {
        return PlanShapes.read(type, coordinates, crs, field);
    }

    /** What the plan would do now. One in which nothing is wrong may be published after that. */
    public PlanPreview preview(UUID id) {
        var entry = visible(id);
        mustMayChange(entry);
        var seen = look(entry);
        if (seen.problems().isEmpty()) {
            writing.executeWithoutResult(status -> {
                mustMayChange(locked(id, entry.version()));
                rows.previewed(id);
                acts.did(Act.of("territory.plan.preview").on("plan", id));
            });
        }
        return new PlanPreview(find(id), seen.matters(), seen.withoutBoundary(), seen.withoutLeader(), seen.problems());
    }

    /** From here there is no way back. The publishing itself goes on by itself. */
    public PlanView publish(UUID id, int version, String actor) {
        var entry = visible(id);
        if (entry.state() != PlanState.PREVIEWED || entry.version() != version) {
            mustMayChange(entry);
            throw PLAN_NOT_PREVIEWED.with();
        }
        if (entry.draft().from().isAfter(today())) {
            throw PLAN_TOO_EARLY.with(entry.draft().from().toString());
        }
        var seen = look(entry);
        if (!seen.problems().isEmpty()) {
            throw PLAN_UNSOUND.with(seen.problems().size()).because(seen.problems());
        }
        writing.executeWithoutResult(status -> system.run(() -> begin(id, version, actor)));
        return find(id);
    }

    private void begin(UUID id, int version, String actor) {
        areas.lock(GroundKeeper.Part.AREAS); // two that begin at once would not see each other
        var entry = locked(id, version);
        if (entry.state() != PlanState.PREVIEWED) {
            throw PLAN_NOT_PREVIEWED.with();
        }
        rows.publishing().stream()
                .filter(other -> other.contains(entry.draft().area())
                        || entry.draft().area().contains(other))
                .findFirst()
                .ifPresent(other -> {
                    throw PLAN_BUSY.with(other.code(), name(other));
                });
        rows.begin(id, account(actor));
        var plan = new Regrouping(entry.draft(), shapes(entry.draft()).shapes());
        movers.orderedStream().forEach(mover -> {
            var counts = mover.counts(plan.grounds());
            rows.before(
                    id,
                    mover.what(),
                    counts,
                    sum(mover.counts(plan.bothGrounds()).values()),
                    mover.merged(plan));
        });
        acts.did(Act.of("territory.plan.publish").on("plan", id));
    }

    /** The plan in the system's eyes: what it would do, and what is wrong with it. */
    private PlanPreview look(Entry entry) {
        return read(() -> {
            var draft = entry.draft();
            var faults = new ArrayList<>(unsound(draft));
            if (!faults.isEmpty()) {
                return new PlanPreview(view(entry), List.of(), Set.of(), Set.of(), faults);
            }
            var shapes = shapes(draft);
            faults.addAll(shapes.faults(
                    boundaries.drawnWithin(List.of(draft.area())),
                    keeper.current().areas(),
                    dedicated.mayOverlap()));
            var plan = new Regrouping(draft, shapes.shapes());
            var matters = new ArrayList<Matter>();
            movers.orderedStream().forEach(mover -> {
                var matter = new Matter(
                        mover.what(),
                        named(mover.what()),
                        sum(mover.counts(plan.grounds()).values()),
                        mover.merged(plan),
                        mover.flows(plan));
                matters.add(matter);
                faults.addAll(lost(matter));
                faults.addAll(mover.refusals(plan));
            });
            return new PlanPreview(
                    view(entry), List.copyOf(matters), unknown(plan, shapes), orphans(plan), List.copyOf(faults));
        });
    }

    /** What is wrong with the plan itself, whatever stands on the ground. */
    List<ProblemException> unsound(PlanDraft draft) {
        var faults = new ArrayList<>(PlanCheck.faults(draft, keeper.current().areas(), territory.root()));
        var closing = draft.shares().stream().map(Share::from).collect(Collectors.toSet());
        areas.since(closing).forEach((area, since) -> {
            if (since.isAfter(draft.from().minusDays(1))) {
                faults.add(AREA_CLOSED_BEFORE_OPENED
                        .with(since.toString(), area.code())
                        .at("from"));
            }
        });
        return faults;
    }

    PlanShapes shapes(PlanDraft draft) {
        return new PlanShapes(
                draft,
                boundaries.drawn(
                        draft.shares().stream().map(Share::from).collect(Collectors.toCollection(TreeSet::new))));
    }

    private List<ProblemException> lost(Matter matter) {
        var lost = new ArrayList<ProblemException>();
        long told = 0;
        for (var flow : matter.flows()) {
            if (flow.to() == null) {
                told += flow.count();
                lost.add(PLAN_LOSES
                        .with(matter.name(), flow.count(), flow.from().code(), name(flow.from()))
                        .at("shares"));
            }
        }
        if (matter.lost() != told) {
            lost.add(PLAN_LOSES
                    .with(matter.name(), matter.lost() - told, "–", "–")
                    .at("shares"));
        }
        return lost;
    }

    /** Those that open and will have no boundary although what they come from has one. */
    private static Set<AreaCode> unknown(Regrouping plan, PlanShapes shapes) {
        var unknown = new TreeSet<>(plan.opened());
        unknown.removeAll(shapes.shapes().keySet());
        return unknown;
    }

    private static Set<AreaCode> orphans(Regrouping plan) {
        return plan.opened().stream()
                .filter(area -> plan.predecessors(area).size() != 1)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Refuses what lies on other ground, and gives their next codes to those that go whole into a larger area. */
    private PlanDraft whole(PlanDraft draft) {
        if (keeper.current().areas().find(draft.area()).isEmpty()) {
            throw AREA_UNKNOWN.with(draft.area().code()).at("area");
        }
        if (!serves(draft.area().code())) {
            throw PLAN_ELSEWHERE.with(draft.area().code(), name(draft.area())).at("area");
        }
        return completed(draft);
    }

    private PlanDraft completed(PlanDraft draft) {
        var opens = new ArrayList<>(draft.opens());
        var shares = new ArrayList<Share>();
        draft.shares().stream()
                .sorted(Comparator.comparing(Share::from).thenComparing(Share::to))
                .forEach(share -> {
                    var known = keeper.current().areas().find(share.from());
                    if (known.isPresent()
                            && !share.part()
                            && share.from()
                                    .level()
                                    .above()
                                    .filter(level -> level == share.to().level())
                                    .isPresent()) {
                        carry(known.get(), share.to(), opens, shares);
                    } else {
                        shares.add(share);
                    }
                });
        return new PlanDraft(draft.area(), draft.name(), draft.reason(), draft.from(), opens, shares);
    }

    private void carry(Area area, AreaCode into, List<Opening> opens, List<Share> shares) {
        var code = next(into, area.level().digits() - into.level().digits(), opens);
        opens.add(new Opening(code, area.name(), area.kind(), areas.purpose(area.code()), null));
        shares.add(new Share(area.code(), code, false, List.of()));
        keeper.current().areas().children(area.code()).forEach(part -> carry(part, code, opens, shares));
    }

    private AreaCode next(AreaCode parent, int digits, List<Opening> opens) {
        int used = opens.stream()
                .map(opening -> opening.code().code())
                .filter(code -> code.length() == parent.code().length() + digits && code.startsWith(parent.code()))
                .mapToInt(code -> Integer.parseInt(code.substring(parent.code().length())))
                .max()
                .orElse(0);
        int number = Math.max(used, areas.lastNumber(parent, digits)) + 1;
        if (number >= Math.pow(10, digits)) {
            throw AREA_CODES_USED_UP.with(parent.code());
        }
        return new AreaCode(parent.code() + ("%0" + digits + "d").formatted(number));
    }

    /** Unknown where none of the caller's posts covers it. */
    private Entry visible(UUID id) {
        return read(() -> rows.find(id))
                .filter(entry -> serves(entry.draft().area().code()))
                .orElseThrow(() -> PLAN_UNKNOWN.with(id.toString()));
    }

    /** By their account's id, under which the publishing is told to the record of acts. */
    private String account(String name) {
        return acting.stream()
                .flatMap(caller -> caller.account(name).stream())
                .findFirst()
                .orElse(name);
    }

    // without anybody who could ask there is nobody to keep out
    private boolean serves(String area) {
        return acting.stream().allMatch(caller -> caller.serves(PLAN, area));
    }

    private Entry locked(UUID id, int version) {
        var entry = rows.lock(id).orElseThrow(() -> PLAN_UNKNOWN.with(id.toString()));
        if (entry.version() != version) {
            throw PLAN_CHANGED_MEANWHILE.with();
        }
        return entry;
    }

    private static void mustMayChange(Entry entry) {
        if (!entry.state().mayChange()) {
            throw PLAN_STEP_NOT_ALLOWED.with(entry.state().name());
        }
    }

    private <T> T read(java.util.function.Supplier<T> work) {
        var found = reading.execute(status -> system.call(work));
        if (found == null) {
            throw new IllegalStateException("Nothing was read");
        }
        return found;
    }

    private PlanView view(Entry entry) {
        var draft = entry.draft();
        return new PlanView(
                entry.id(),
                draft.area(),
                name(draft.area()),
                draft.name(),
                draft.reason(),
                draft.from(),
                entry.state(),
                entry.version(),
                entry.madeBy(),
                entry.madeAt(),
                entry.turnedAt(),
                entry.endedAt(),
                draft.opens(),
                draft.shares().stream()
                        .map(Share::from)
                        .distinct()
                        .sorted()
                        .map(code -> new PlanView.Closing(code, name(code)))
                        .toList(),
                draft.shares(),
                rows.totals(entry.id()).entrySet().stream()
                        .map(total -> new PlanView.Total(
                                total.getKey(),
                                named(total.getKey()),
                                total.getValue().before(),
                                total.getValue().merged(),
                                total.getValue().after()))
                        .toList());
    }

    private String name(AreaCode code) {
        return territory.find(code).map(Area::name).orElse(code.code());
    }

    String named(String what) {
        return messages.getMessage("ground." + what, null, LocaleContextHolder.getLocale());
    }

    static long sum(java.util.Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), HERE);
    }
}
