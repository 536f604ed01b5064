package io.linli.residents;

import static io.linli.residents.ResidentsProblem.BUILDINGS_OF_ONE_NAME;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.linli.problem.ProblemException;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.MovesWithGround;
import io.linli.territory.Regrouping;
import io.linli.territory.RowsOnGround;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows about homes, and about those who live in them, go where the home goes: with all of its area, or with its building
 * where that was named by itself. Who lives where is sealed, so the rows are found by the blind index of the home.
 *
 * @param which of them are counted; all of them move
 * @param ofHome those of named homes, in SQL, from the parameters {@code :buildings} and {@code :homes}
 */
record HomesMove(JdbcClient database, PersonalSeals seals, String what, String table, String which, String ofHome)
        implements MovesWithGround {

    static final String BUILDING = "residents.building";
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @Override
    public Map<AreaCode, Long> counts(Collection<AreaCode> within) {
        return new RowsOnGround(database, table, which).counts(within);
    }

    @Override
    public List<Flow> flows(Regrouping plan) {
        var left = new TreeMap<>(counts(plan.grounds()));
        var flows = new ArrayList<Flow>();
        apart(plan)
                .forEach((to, buildings) -> database.sql(
                                "select t.area, count(*) from %s t where %s and t.area = any (:sources) and %s group by 1"
                                        .formatted(table, which, ofHome))
                        .params(parameters(plan, buildings))
                        .query(row -> {
                            var from = new AreaCode(row.getString(1));
                            long count = row.getLong(2);
                            flows.add(new Flow(from, to, count));
                            left.merge(from, -count, Long::sum);
                        }));
        left.forEach((from, count) -> {
            if (count > 0) {
                flows.add(new Flow(from, plan.to(from).orElse(null), count));
            }
        });
        return flows;
    }

    @Override
    public int move(Regrouping plan, int most) {
        for (var part : apart(plan).entrySet()) {
            int moved = database.sql("""
                            update %1$s set area = :to where ctid = any (array(
                                select t.ctid from %1$s t where t.area = any (:sources) and %2$s
                                limit :most for update of t))""".formatted(table, ofHome))
                    .params(parameters(plan, part.getValue()))
                    .param("to", part.getKey().code())
                    .param("most", most)
                    .update();
            if (moved > 0) {
                return moved;
            }
        }
        return new RowsOnGround(database, table, "true").move(plan, most);
    }

    /** Two of one name cannot stand in one area: lists find a building by its name. */
    @Override
    public List<ProblemException> refusals(Regrouping plan) {
        if (!table.equals(BUILDING)) {
            return List.of();
        }
        record Named(AreaCode area, String name) {}
        var apart = new HashMap<UUID, AreaCode>();
        apart(plan).forEach((to, buildings) -> buildings.forEach(building -> apart.put(building, to)));
        var there = new HashMap<Named, AreaCode>();
        var twice = new ArrayList<ProblemException>();
        database.sql(
                        "select id, area, name from residents.building where closed_at is null and area = any (?) order by id")
                .param(plan.sources())
                .query(row -> {
                    var from = new AreaCode(row.getString("area"));
                    var to = apart.getOrDefault(
                            row.getObject("id", UUID.class), plan.to(from).orElse(from));
                    var other = there.putIfAbsent(new Named(to, row.getString("name")), from);
                    if (other != null) {
                        twice.add(BUILDINGS_OF_ONE_NAME
                                .with(row.getString("name"), other.code(), from.code(), to.code())
                                .at("shares"));
                    }
                });
        return List.copyOf(twice);
    }

    private Map<String, Object> parameters(Regrouping plan, List<UUID> buildings) {
        var homes = ofHome.contains(":homes")
                ? database.sql("select id from residents.home where building = any (?)")
                        .param(buildings.toArray(UUID[]::new))
                        .query((row, n) -> seals.index(new HomeId(Rows.id(row, "id"))))
                        .list()
                        .toArray(byte[][]::new)
                : new byte[0][];
        return Map.of("sources", plan.sources(), "buildings", buildings.toArray(UUID[]::new), "homes", homes);
    }

    /** The buildings that do not go where the rest of their area goes, by where they go. */
    private Map<AreaCode, List<UUID>> apart(Regrouping plan) {
        var apart = new HashMap<UUID, AreaCode>();
        plan.buildings().forEach((building, to) -> {
            if (building.matches(ID)) { // any other name is none of ours
                apart.put(UUID.fromString(building), to);
            }
        });
        if (table.equals(BUILDING)) {
            withTheirHomes(plan, apart);
        }
        return apart.entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, TreeMap::new, mapping(Map.Entry::getKey, toList())));
    }

    /** A building that is known in its community only goes where most of its homes go. */
    private void withTheirHomes(Regrouping plan, Map<UUID, AreaCode> apart) {
        record Most(AreaCode community, long homes) {}
        var most = new HashMap<UUID, Map<AreaCode, Long>>();
        database.sql("""
                        select b.id, h.area, count(*) as n
                        from residents.building b join residents.home h on h.building = b.id and h.closed_at is null
                        where b.area = any (?) and h.area <> b.area group by b.id, h.area""")
                .param(plan.divided().stream()
                        .filter(area -> area.level() == AreaLevel.COMMUNITY)
                        .map(AreaCode::code)
                        .toArray(String[]::new))
                .query(row -> {
                    var at = new AreaCode(row.getString("area"));
                    most.computeIfAbsent(row.getObject("id", UUID.class), none -> new TreeMap<>())
                            .merge(plan.to(at).orElse(at).at(AreaLevel.COMMUNITY), row.getLong("n"), Long::sum);
                });
        most.forEach((building, communities) -> communities.entrySet().stream()
                .map(one -> new Most(one.getKey(), one.getValue()))
                .reduce((one, other) -> other.homes() > one.homes() ? other : one)
                .map(Most::community)
                .filter(plan.opened()::contains)
                .ifPresent(community -> apart.putIfAbsent(building, community)));
    }
}
