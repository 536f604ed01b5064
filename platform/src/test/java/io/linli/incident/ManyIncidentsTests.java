package io.linli.incident;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.identity.Caller;
import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What lists, totals, counts and maps say of many incidents, against a recount of every row by the plain rule. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ManyIncidentsTests {

    private static final List<String> CALLERS = List.of(
            "district",
            "street",
            "community",
            "grid",
            "grid2",
            "urban",
            "civil",
            "police",
            "hotline",
            "auditor",
            "mediator",
            "property",
            "resident",
            "replay");
    private static final int MADE = 3_000;
    private static final int TRIES = 120;

    @Autowired
    MadeUpIncidents maker;

    @Autowired
    IncidentSearch search;

    @Autowired
    IncidentCounts counts;

    @Autowired
    IncidentMap map;

    @Autowired
    Incidents incidents;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationContext context;

    @Autowired
    Clock clock;

    private record Row(
            UUID id,
            String area,
            @Nullable String unit,
            @Nullable String restricted,
            @Nullable UUID assignee,
            @Nullable UUID owner,
            @Nullable String hiddenFrom,
            IncidentStatus status,
            @Nullable String category,
            boolean placed,
            boolean urgent,
            Instant reportedAt,
            @Nullable Instant dueAt,
            @Nullable Double longitude) {}

    /** Once for the database of this process; that others made some, too, does not count. */
    private static boolean made;

    @BeforeEach
    void makeMany() {
        var people = Stream.of("resident", "grid", "urban", "replay")
                .map(name -> SignedIn.caller(context, name).id())
                .toList();
        if (!made) {
            countWhatWasPlanted();
            maker.make(MADE, 11, Duration.ofDays(730), people, 2, done -> {});
            made = true;
        }
        await().atMost(Duration.ofSeconds(60)).until(this::isCounted);
    }

    @Test
    void haveEachATrailThatHolds() {
        var resident = SignedIn.caller(context, "replay").id().id();
        var mine = all().stream().filter(row -> resident.equals(row.owner())).toList();

        assertThat(mine).hasSizeGreaterThan(50);
        assertThat(mine).allSatisfy(row -> {
            var id = new IncidentId(row.id());
            var incident = inSystem(() -> incidents.get(id));
            var trail = incident.trail();
            assertThat(Trail.broken(id, inSystem(() -> incidents.trail(id)), trail.length(), trail.head()))
                    .isEmpty();
        });
    }

    @Test
    void areListedCountedAndMappedAsARecountSays() {
        var rows = all();
        var random = new Random(4);
        for (int i = 0; i < TRIES; i++) {
            var name = CALLERS.get(i % CALLERS.size());
            var caller = SignedIn.caller(context, name);
            var filter = filter(random, rows);
            var seen = rows.stream()
                    .filter(row -> sees(caller, row))
                    .filter(fits(filter, caller))
                    .toList();
            SignedIn.as(context, name, () -> {
                compare(name + " " + filter, caller, filter, seen);
                return true;
            });
        }
    }

    @Test
    void areFoundByWordsThatManySayAsByThoseThatFewSay() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> inSystem(() -> database.sql(
                                "select not exists (select from incident.words w left join incident.search s on s.incident = w.incident"
                                        + " where s.incident is null)") // what was erased, or planted, says nothing
                        .query(Boolean.class)
                        .single()));
        for (var name : List.of("district", "community", "replay")) {
            var caller = SignedIn.caller(context, name);
            for (var words : List.of("路灯", "附近", "消防车", "天然气什么时候", "无人说过的话")) {
                SignedIn.as(context, name, () -> {
                    assertThat(idsOf(caller, words, true))
                            .as(name + " " + words)
                            .isEqualTo(idsOf(caller, words, false));
                    return true;
                });
            }
        }
        var replay = SignedIn.caller(context, "replay");
        SignedIn.as(context, "replay", () -> {
            assertThat(idsOf(replay, "附近", true)).isNotEmpty();
            return true;
        });
    }

    private List<UUID> idsOf(Caller caller, String words, boolean many) {
        var filter = new IncidentFilter(List.of(), null, null, null, null, words, null, null, null);
        return search.query(caller, filter, many)
                .select("i.id")
                .orderBy("i.reported_at desc, i.id desc")
                .list((row, n) -> requireNonNull(row.getObject(1, UUID.class)));
    }

    private void compare(String what, Caller caller, IncidentFilter filter, List<Row> seen) {
        var newest = comparing(Row::reportedAt)
                .thenComparing(Row::id, ManyIncidentsTests::asTheDatabaseSorts)
                .reversed();
        assertThat(pages(caller, filter, IncidentSearch.Sort.NEWEST)).as(what).isEqualTo(ids(seen.stream(), newest));
        var due = comparing((Row row) -> requireNonNull(row.dueAt()))
                .thenComparing(Row::id, ManyIncidentsTests::asTheDatabaseSorts);
        assertThat(pages(caller, filter, IncidentSearch.Sort.DUE))
                .as(what + ", by deadline")
                .isEqualTo(ids(seen.stream().filter(row -> row.dueAt() != null), due));
        assertThat(search.list(caller, filter, IncidentSearch.Sort.NEWEST, null, 1)
                        .total())
                .as(what)
                .isEqualTo(new IncidentSearch.Total(seen.size(), true));
        if (filter.isCounted()) {
            assertThat(counts.total(caller, filter).count())
                    .as(what + ", by the counters")
                    .isEqualTo(seen.size());
        }
        var onMap = seen.stream()
                .filter(row -> row.longitude() != null)
                .filter(row -> !filter.status().isEmpty() || row.status().isOpen())
                .count();
        var layer = map.layer(caller, filter, new IncidentMap.Frame(new GeoPoint(100, 20), new GeoPoint(130, 40), 9));
        assertThat(layer.points().size()
                        + layer.clusters().stream()
                                .mapToLong(IncidentMap.Cluster::count)
                                .sum())
                .as(what + ", on the map")
                .isEqualTo(onMap);
    }

    @Test
    void areCountedForTheTilesOfEachDesk() {
        var rows = all();
        for (var name : CALLERS) {
            var caller = SignedIn.caller(context, name);
            for (var area : Arrays.asList(
                    null, "430181", "430181002", "430181001", "430181002001", "430181002001001", "430181003001")) {
                var seen = rows.stream()
                        .filter(row -> sees(caller, row))
                        .filter(row -> area == null || row.area().startsWith(area))
                        .toList();
                var byStatus = new EnumMap<IncidentStatus, Long>(IncidentStatus.class);
                Arrays.stream(IncidentStatus.values()).forEach(status -> byStatus.put(status, 0L));
                seen.forEach(row -> byStatus.merge(row.status(), 1L, Long::sum));
                var now = clock.instant();

                var tiles = SignedIn.as(
                        context, name, () -> counts.tiles(caller, area == null ? null : new AreaCode(area)));

                assertThat(tiles)
                        .as(name + " " + area)
                        .isEqualTo(new IncidentCounts.Tiles(
                                byStatus,
                                seen.stream()
                                        .filter(row ->
                                                !row.placed() && row.status().isOpen())
                                        .count(),
                                seen.stream()
                                        .filter(row -> row.dueAt() != null
                                                && row.dueAt().isBefore(now))
                                        .count(),
                                seen.stream()
                                        .filter(row ->
                                                row.urgent() && row.status().isOpen())
                                        .count()));
            }
        }
    }

    @Test
    void areServedByIndexesThatNameEveryOpenState() {
        var open = Arrays.stream(IncidentStatus.values())
                .filter(IncidentStatus::isOpen)
                .map(Enum::name)
                .collect(Collectors.toSet());
        for (var index : List.of("incident_urgent", "incident_unplaced", "incident_open_points")) {
            var text = database.sql("select pg_get_indexdef('incident." + index + "'::regclass)")
                    .query(String.class)
                    .single();
            assertThat(Arrays.stream(IncidentStatus.values())
                            .map(Enum::name)
                            .filter(name -> text.contains("'" + name + "'")))
                    .as(index)
                    .containsExactlyInAnyOrderElementsOf(open);
        }
    }

    /** The plain rule (design, Scope), row by row. */
    private static boolean sees(Caller caller, Row row) {
        var me = caller.id().id();
        if (me.equals(row.owner())) {
            return true;
        }
        var posts = caller.posts();
        var hidden = row.hiddenFrom();
        if (hidden != null
                && posts.stream()
                        .anyMatch(post ->
                                post.role().serves() && post.area().code().startsWith(hidden))) {
            return false;
        }
        if (me.equals(row.assignee())) {
            return true;
        }
        return posts.stream()
                .filter(post -> row.restricted() == null
                        || (row.restricted().equals("POLICE") && post.role() == Role.POLICE_OFFICER))
                .anyMatch(post -> (post.role().seesArea()
                                && row.area().startsWith(post.area().code()))
                        || (post.unit() != null && post.unit().id().equals(row.unit())));
    }

    @Test
    void areOfAllKindsThatNotEverybodySees() {
        var rows = all();
        var district = SignedIn.caller(context, "district");

        assertThat(rows.stream().filter(row -> row.hiddenFrom() != null)).isNotEmpty();
        assertThat(rows.stream().filter(row -> "POLICE".equals(row.restricted())))
                .hasSizeGreaterThan(20)
                .anyMatch(row -> !sees(district, row));
        assertThat(privacies()).contains("CONFIDENTIAL", "ANONYMOUS", "OPEN");
    }

    private List<String> privacies() {
        return inSystem(() -> database.sql("select distinct privacy from incident.incident")
                .query(String.class)
                .list());
    }

    private Predicate<Row> fits(IncidentFilter filter, Caller caller) {
        var now = clock.instant();
        return row -> (filter.status().isEmpty() || filter.status().contains(row.status()))
                && (filter.area() == null || row.area().startsWith(filter.area().code()))
                && (filter.category() == null
                        || (filter.category().equals("none")
                                ? row.category() == null
                                : row.category() != null && row.category().startsWith(filter.category())))
                && (filter.from() == null || !row.reportedAt().isBefore(filter.from()))
                && (filter.to() == null || row.reportedAt().isBefore(filter.to()))
                && (filter.mine() != IncidentFilter.Mine.REPORTED
                        || caller.id().id().equals(row.owner()))
                && (filter.mine() != IncidentFilter.Mine.ASSIGNED
                        || caller.id().id().equals(row.assignee()))
                && (filter.queue() != IncidentFilter.Queue.UNPLACED
                        || (!row.placed() && row.status().isOpen()))
                && (filter.queue() != IncidentFilter.Queue.URGENT
                        || (row.urgent() && row.status().isOpen()))
                && (filter.queue() != IncidentFilter.Queue.OVERDUE
                        || (row.dueAt() != null && row.dueAt().isBefore(now)));
    }

    private IncidentFilter filter(Random random, List<Row> rows) {
        var like = rows.get(random.nextInt(rows.size()));
        var area = like.area();
        var digits = List.of(6, 9, 12, 15).get(random.nextInt(4));
        var category = like.category();
        return new IncidentFilter(
                random.nextInt(2) == 0
                        ? List.of()
                        : random.nextBoolean()
                                ? List.of(like.status())
                                : List.of(like.status(), IncidentStatus.HANDLING),
                random.nextInt(2) == 0 ? null : new AreaCode(area.substring(0, Math.min(digits, area.length()))),
                random.nextInt(3) > 0
                        ? null
                        : category == null
                                ? "none"
                                : category.substring(0, random.nextBoolean() ? 2 : category.length()),
                random.nextInt(4) > 0 ? null : one(random, IncidentFilter.Queue.values()),
                random.nextInt(6) > 0 ? null : one(random, IncidentFilter.Mine.values()),
                null,
                null,
                random.nextInt(5) > 0 ? null : like.reportedAt().minus(Duration.ofDays(random.nextInt(200))),
                random.nextInt(5) > 0 ? null : like.reportedAt().plus(Duration.ofDays(random.nextInt(200))));
    }

    private static <T> T one(Random random, T[] all) {
        return all[random.nextInt(all.length)];
    }

    private List<UUID> pages(Caller caller, IncidentFilter filter, IncidentSearch.Sort sort) {
        var all = new ArrayList<UUID>();
        var page = search.list(caller, filter, sort, null, 150);
        while (true) {
            page.items().forEach(item -> all.add(item.id().id()));
            if (page.next() == null) {
                return all;
            }
            page = search.list(caller, filter, sort, page.next(), 150);
        }
    }

    private static List<UUID> ids(Stream<Row> rows, Comparator<Row> order) {
        return rows.sorted(order).map(Row::id).toList();
    }

    // by its sixteen bytes without sign, unlike UUID.compareTo
    private static int asTheDatabaseSorts(UUID one, UUID other) {
        int upper = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return upper != 0
                ? upper
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    /** Other tests write incidents that no event told the counters of. */
    private void countWhatWasPlanted() {
        count("tally", "digits = length(area)");
        count("tally_below", "digits <= length(area)");
    }

    private void count(String counters, String around) {
        inSystem(() -> {
            database.sql("update incident." + counters + " set n = 0 where n <> 0")
                    .update();
            return database.sql("insert into incident." + counters + " as kept"
                            + " (area, unit, restricted, hidden_from, status, category, n)"
                            + " select left(area, digits), unit, restricted, hidden_from, status, category, count(*)"
                            + " from incident.incident, unnest(array[2, 4, 6, 9, 12, 15, 17]) digits where " + around
                            + " group by 1, 2, 3, 4, 5, 6"
                            + " on conflict (area, status, category, unit, restricted, hidden_from)"
                            + " do update set n = excluded.n")
                    .update();
        });
    }

    private boolean isCounted() {
        var byRow = inSystem(() -> tally("select area, status, category, unit, restricted, hidden_from, count(*)"
                + " from incident.incident group by 1, 2, 3, 4, 5, 6"));
        var kept = inSystem(() -> tally("select area, status, category, unit, restricted, hidden_from, n"
                + " from incident.tally where n <> 0"));
        return byRow.equals(kept);
    }

    private Map<List<@Nullable String>, Long> tally(String sql) {
        return database
                .sql(sql)
                .query((row, n) -> Map.entry(
                        IntStream.rangeClosed(1, 6)
                                .mapToObj(column -> {
                                    try {
                                        return Objects.toString(row.getString(column), "");
                                    } catch (java.sql.SQLException e) {
                                        throw new IllegalStateException(e);
                                    }
                                })
                                .toList(),
                        row.getLong(7)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Row> all() {
        return inSystem(() -> database.sql("""
                        select id, area, unit, restricted, assignee, owner, hidden_from, status, category,
                            grid is not null, urgent, reported_at, due_at, longitude
                        from incident.incident""")
                .query((row, n) -> new Row(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        row.getObject(6, UUID.class),
                        row.getString(7),
                        IncidentStatus.valueOf(row.getString(8)),
                        row.getString(9),
                        row.getBoolean(10),
                        row.getBoolean(11),
                        row.getObject(12, OffsetDateTime.class).toInstant(),
                        row.getObject(13) == null
                                ? null
                                : row.getObject(13, OffsetDateTime.class).toInstant(),
                        row.getObject(14, Double.class)))
                .list());
    }

    private <T> T inSystem(Supplier<T> work) {
        return system.call(() -> requireNonNull(transaction.execute(status -> work.get())));
    }
}
