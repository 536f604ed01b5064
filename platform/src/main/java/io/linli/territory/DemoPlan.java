package io.linli.territory;

import static io.linli.territory.GroundKeeper.Part.AREAS;

import io.linli.territory.PlanDraft.Opening;
import io.linli.territory.PlanDraft.Share;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A draft for the planner to show, where the demonstration looks after the place whose source tells that 24 communities
 * became 35 (411372). Which communities, and where they are divided, is made up, and the plan says that it is an example.
 */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class DemoPlan implements ApplicationRunner {

    static final AreaCode PLACE = new AreaCode("411372");
    static final int BEFORE = 24;
    static final int AFTER = 35;

    private static final int FIRST_NUMBER = 901; // codes of its own, far from those in use
    private static final int NOTICE = 60;

    private final GroundPlans plans;
    private final PlanRows rows;
    private final AreaRows areas;
    private final GroundKeeper keeper;
    private final Territory territory;
    private final TransactionTemplate writing;
    private final Clock clock;

    DemoPlan(
            GroundPlans plans,
            PlanRows rows,
            AreaRows areas,
            GroundKeeper keeper,
            Territory territory,
            TransactionTemplate writing,
            Clock clock) {
        this.plans = plans;
        this.rows = rows;
        this.areas = areas;
        this.keeper = keeper;
        this.territory = territory;
        this.writing = writing;
        this.clock = clock;
    }

    /** Once for a database, also when two instances start on it together. */
    @Override
    public void run(ApplicationArguments args) {
        if (!territory.root().equals(PLACE)) {
            return;
        }
        writing.executeWithoutResult(status -> {
            areas.lock(AREAS);
            var draft = draft(
                    keeper.current().areas(),
                    LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"))
                            .plusDays(NOTICE));
            if (!draft.shares().isEmpty() && rows.list(null, 1, territory).isEmpty()) {
                plans.prepare(draft, "示例");
            }
        });
    }

    /** Eleven of the communities are divided between their grids, the others go on under a code of their own. */
    static PlanDraft draft(AreaTree areas, LocalDate from) {
        var opens = new ArrayList<Opening>();
        var shares = new ArrayList<Share>();
        var taken = new HashSet<AreaCode>();
        var closing = areas.within(PLACE).stream()
                .filter(area -> area.level() == AreaLevel.COMMUNITY && area.open())
                .filter(area -> areas.children(area.code()).size() > 1)
                .limit(BEFORE)
                .toList();
        for (int n = 0; n < closing.size(); n++) {
            var community = closing.get(n);
            var grids = areas.children(community.code());
            boolean divided = n < AFTER - BEFORE;
            var first = open(community, divided ? "（一）" : "", areas, taken, opens);
            var second = divided ? open(community, "（二）", areas, taken, opens) : first;
            shares.add(new Share(community.code(), first, false, List.of()));
            for (int g = 0; g < grids.size(); g++) {
                shares.add(new Share(grids.get(g).code(), 2 * g < grids.size() ? first : second, false, List.of()));
            }
        }
        return new PlanDraft(PLACE, "示例方案：24 个社区拆分为 35 个", "演示数据·纯属虚构：拆分哪些社区、怎样划分都是编的。", from, opens, shares);
    }

    private static AreaCode open(
            Area community, String mark, AreaTree areas, Set<AreaCode> taken, List<Opening> opens) {
        var street = community.code().at(AreaLevel.STREET).code();
        var code = IntStream.iterate(FIRST_NUMBER, number -> number + 1)
                .mapToObj(number -> new AreaCode(street + number))
                .filter(free -> areas.find(free).isEmpty() && taken.add(free))
                .findFirst()
                .orElseThrow();
        opens.add(new Opening(code, "示例" + community.name() + mark, null, null, null));
        return code;
    }
}
