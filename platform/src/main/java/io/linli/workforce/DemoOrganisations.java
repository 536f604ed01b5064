package io.linli.workforce;

import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import io.linli.workforce.OrganisationRows.Entry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The party organisations of the second place that ships with the demonstration (411372), in the numbers that its source
 * tells: 35 joint committees, 185 joint branches, more than 1,000 groups and more than 4,000 hub households. Which community
 * has how many is made up, every name says that it is an example, and none is of a person. And for the place that is looked
 * after, the post that is accountable on each level for every kind of matter.
 */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class DemoOrganisations implements ApplicationRunner {

    static final AreaCode PLACE = new AreaCode("411372");
    static final int COMMITTEES = 35;
    static final int BRANCHES = 185;
    static final int GROUPS_OF_A_BRANCH = 6;
    static final int HUBS_OF_A_GROUP = 4;

    private static final Map<AreaLevel, Role> ACCOUNTABLE = Map.of(
            AreaLevel.COUNTY, Role.DISTRICT_STAFF,
            AreaLevel.STREET, Role.STREET_STAFF,
            AreaLevel.COMMUNITY, Role.COMMUNITY_WORKER,
            AreaLevel.GRID, Role.GRID_WORKER);

    private static final String[] FIGURES = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};

    private final OrganisationRows rows;
    private final Responsibilities responsibilities;
    private final Grids grids;
    private final Territory territory;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoOrganisations(
            OrganisationRows rows,
            Responsibilities responsibilities,
            Grids grids,
            Territory territory,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.responsibilities = responsibilities;
        this.grids = grids;
        this.territory = territory;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Once for a database, also when two instances start on it together. */
    @Override
    public void run(ApplicationArguments args) {
        transaction.executeWithoutResult(status -> {
            rows.lock();
            if (rows.within(PLACE, true, 1).isEmpty()) {
                rows.add(tree(grids.levelIn(PLACE, AreaLevel.COMMUNITY)));
            }
            responsibilities.begin(territory.root(), ACCOUNTABLE);
        });
    }

    /** Nothing where the place does not ship. */
    private List<Entry> tree(List<Area> communities) {
        var tree = new ArrayList<Entry>();
        for (int n = 0; n < Math.min(COMMITTEES, communities.size()); n++) {
            var community = communities.get(n);
            var called = community.name().replace("社区居民委员会", "社区").replace("居民委员会", "社区");
            var committee = entry(
                    tree, "JOINT_COMMITTEE", community.code() + "-party", "示例" + called + "联合党委", null, community);
            int branches = BRANCHES / COMMITTEES + (n < BRANCHES % COMMITTEES ? 1 : 0);
            for (int b = 0; b < branches; b++) {
                var branch = entry(
                        tree,
                        "JOINT_BRANCH",
                        committee.id() + "-" + (b + 1),
                        "示例第" + FIGURES[b] + "小区联合党支部",
                        committee,
                        community);
                for (int g = 0; g < GROUPS_OF_A_BRANCH; g++) {
                    groups(tree, branch, g, community);
                }
            }
        }
        return tree;
    }

    private void groups(List<Entry> tree, Entry branch, int g, Area community) {
        var group =
                entry(tree, "PARTY_GROUP", branch.id() + "-" + (g + 1), "示例" + FIGURES[g] + "号楼党小组", branch, community);
        for (int h = 0; h < HUBS_OF_A_GROUP; h++) {
            entry(
                    tree,
                    "HUB_HOUSEHOLD",
                    group.id() + "-" + (h + 1),
                    "示例" + FIGURES[g] + "号楼" + FIGURES[h] + "单元党员中心户",
                    group,
                    community);
        }
    }

    private Entry entry(List<Entry> tree, String kind, String id, String name, @Nullable Entry above, Area community) {
        var made = new Entry(
                new OrgUnitId(id),
                kind,
                name,
                above == null ? null : above.id(),
                community.code(),
                true,
                LocalDate.ofInstant(clock.instant(), OrganisationRegister.HERE),
                null);
        tree.add(made);
        return made;
    }
}
