package io.linli.insight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.countable.Count;
import io.linli.identity.Caller;
import io.linli.identity.SignedIn;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentSource;
import io.linli.incident.UnitNames;
import io.linli.insight.Figure.State;
import io.linli.insight.Indicator.CountedBy;
import io.linli.insight.MatterReader.Known;
import io.linli.insight.Measuring.Split;
import io.linli.journal.JournalEntry.Position;
import io.linli.settings.Acts;
import io.linli.settings.SystemScope;
import io.linli.spreadsheet.Exports;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the figures come to: of a few incidents by hand, and of all that there are by a count of the incidents' own tables. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FiguresTests {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final AreaCode COUNTY = new AreaCode("430181");
    private static final AreaCode STREET = new AreaCode(SomeCourse.AREA.code().substring(0, 9));

    @Autowired
    Measuring measuring;

    @Autowired
    Indicators indicators;

    @Autowired
    Matters matters;

    @Autowired
    DaySums sums;

    @Autowired
    Summing summing;

    @Autowired
    Recount recount;

    @Autowired
    Territory territory;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationContext context;

    @Test
    void areWhatTheFormulasSayByHand() {
        var found = of(Stream.of(
                // answered after 10, 20, 30, 60 and 120 minutes, and one not at all
                SomeCourse.reported(60)
                        .dispatched(0)
                        .taken(10, true)
                        .answered(40)
                        .closed(50)
                        .rated(100, true),
                SomeCourse.reported(60)
                        .dispatched(0)
                        .taken(20, true)
                        .answered(50)
                        .closed(60)
                        .rated(100, true),
                SomeCourse.reported(60)
                        .dispatched(0)
                        .taken(30, true)
                        .answered(60)
                        .closed(70)
                        .rated(100, true),
                SomeCourse.reported(90)
                        .dispatched(0)
                        .taken(60, true)
                        .answered(80)
                        .closed(90)
                        .rated(100, true),
                // an hour too late, and sent back once
                SomeCourse.reported(60)
                        .dispatched(0)
                        .taken(120, true)
                        .answered(130)
                        .sentBack(140, 300)
                        .taken(150, false)
                        .answered(160)
                        .closed(170)
                        .rated(200, false),
                SomeCourse.reported(60).dispatched(0),
                // said at an evening talk, and taken down by its host
                SomeCourse.reportedBy(IncidentSource.TALK).dispatched(0),
                // neither of these is a resident who waits
                SomeCourse.reportedBy(IncidentSource.GRID_WORKER).dispatched(0).taken(1, true),
                SomeCourse.reported(60).withdrawn(3)));

        var response = figure(found, "response-time");
        assertThat(response.n()).isEqualTo(7);
        assertThat(response.mean()).as("(10 + 20 + 30 + 60 + 120) / 5").isEqualByComparingTo("48");
        assertThat(response.value()).isEqualByComparingTo("48");
        assertThat(response.median()).isEqualByComparingTo("30");
        assertThat(response.p90()).as("60 + 0.6 × (120 − 60)").isEqualByComparingTo("96");
        assertThat(response.without()).as("2 of 7").isEqualByComparingTo("28.6");

        var within = figure(found, "answered-in-30");
        assertThat(within.value()).as("3 of 7").isEqualByComparingTo("42.9");
        assertThat(List.of(number(within.low()), number(within.high()))).containsExactly("15.8", "75.0");

        assertShare(found, "satisfaction", "80.0", 4, 5);
        assertShare(found, "contacted", "100.0", 5, 5);
        assertShare(found, "on-time", "80.0", 4, 5);
        assertShare(found, "rework", "20.0", 1, 5);
        assertShare(found, "first-time", "80.0", 4, 5);
        assertShare(found, "by-residents", "88.9", 8, 9);
        assertThat(figure(found, "handling-time").mean())
                .as("(50 + 60 + 70 + 90 + 170) / 5")
                .isEqualByComparingTo("88");
        assertThat(figure(found, "reported").value()).isEqualByComparingTo("9");
        assertThat(figure(found, "closed").value()).isEqualByComparingTo("5");
        assertThat(figure(found, "open").value()).isEqualByComparingTo("3");
    }

    @Test
    void keepToThemselvesWhatAFewSaid() {
        var few = of(Stream.of(1, 2, 3, 4)
                .map(n -> SomeCourse.reported(60)
                        .dispatched(0)
                        .taken(n, true)
                        .answered(20)
                        .closed(30)
                        .rated(40, true)));

        assertThat(figure(few, "satisfaction")).isEqualTo(Figure.FEW);
        assertThat(figure(few, "response-time").state()).isEqualTo(State.FEW);
        assertThat(figure(few, "closed").value()).isEqualByComparingTo("4");
    }

    /** By hand: 20 tasks of a community, of which 3 are two people's, 5 five people's and 12 six people's. */
    @Test
    void tellNeitherWhatAFewPeopleDidNorWhatThatCouldBeFoundBy() {
        var community = new AreaCode(SomeCourse.AREA.code().substring(0, 12));
        var key = "tasks-done";
        var counts = context.getBean(Counts.class);
        await().until(() -> !counts.shown(Set.of(key)).isEmpty());
        var done = new ArrayList<Count>();
        done.addAll(did(community, "001", 2, 1));
        done.add(done.getFirst());
        done.addAll(did(community, "002", 5, 1));
        done.addAll(did(community, "003", 6, 2));
        var district = SignedIn.caller(context, "district");
        var of = List.of(indicators.get(key));
        var day = new Period(DAY, DAY);
        SignedIn.as(
                context,
                "district",
                () -> transaction.execute(status -> {
                    system.run(() -> counts.add(
                            key, requireNonNull(counts.shown(Set.of(key)).get(key)), done));
                    var whole = measuring.figures(district, community, day, of, Split.NONE);
                    var parts = measuring.figures(district, community, day, of, Split.areas(15));
                    status.setRollbackOnly();

                    assertThat(figure(requireNonNull(whole.get(Measuring.ALL)), key)
                                    .value())
                            .isEqualByComparingTo("20");
                    assertThat(figure(requireNonNull(parts.get(community.code() + "001")), key))
                            .isEqualTo(Figure.FEW_PEOPLE);
                    assertThat(figure(requireNonNull(parts.get(community.code() + "002")), key))
                            .as("20 − 12 − 5 would be what the two did")
                            .isEqualTo(Figure.WITHHELD);
                    assertThat(figure(requireNonNull(parts.get(community.code() + "003")), key)
                                    .value())
                            .isEqualByComparingTo("12");
                    Map.of("001", State.FEW_PEOPLE, "002", State.WITHHELD, "003", State.MEASURED)
                            .forEach((grid, state) -> {
                                var area = new AreaCode(community.code() + grid);
                                assertThat(figure(
                                                        requireNonNull(measuring
                                                                .figures(district, area, day, of, Split.NONE)
                                                                .get(Measuring.ALL)),
                                                        key)
                                                .state())
                                        .as("asked for by itself: " + grid)
                                        .isEqualTo(state);
                                assertThat(context.getBean(CountedFigures.class).rowsTold(district, area, day, key))
                                        .as("the rows of " + grid)
                                        .isEqualTo(state);
                            });
                    return true;
                }));
    }

    /** So many people, each with so many tasks. */
    private static List<Count> did(AreaCode community, String grid, int people, int each) {
        return Stream.generate(UUID::randomUUID)
                .limit(people)
                .map(who ->
                        new Count(DAY, new Count.Seen(community.code() + grid, null, null, who, null, null), 0, each))
                .toList();
    }

    /** By hand: 17 of a street last month, 9, 6 and 2 of its communities. */
    @Test
    void arePublishedOfNoAreaThatIsFewNorOfTheOneThatItCouldBeFoundBy() {
        var street = new AreaCode("430181109");
        var communities =
                territory.children(street).stream().limit(3).map(Area::code).toList();
        var lastMonth =
                YearMonth.from(LocalDate.now(Period.CHINA)).minusMonths(1).atDay(1);
        var at = lastMonth.plusDays(9).atTime(12, 0).atOffset(ZoneOffset.UTC);
        var published = transaction.execute(status -> {
            plant(Stream.generate(() -> SomeCourse.reported(60)).limit(17));
            system.run(() -> {
                database.sql("update insight.matter set area = ?, reported_at = ? where area = ?")
                        .params(communities.getFirst().code() + "001", at, SomeCourse.AREA.code())
                        .update();
                database.sql("""
                                update insight.matter m set area = case when n <= 2 then ? else ? end
                                from (select incident, row_number() over () as n from insight.matter where area = ?) one
                                where one.incident = m.incident and n <= 8""")
                        .params(
                                communities.get(2).code() + "001",
                                communities.get(1).code() + "001",
                                communities.getFirst().code() + "001")
                        .update();
            });
            var open = new OpenFigures(
                    territory, database, system, context.getBean(PlatformTransactionManager.class), Clock.systemUTC());
            var found = Stream.concat(Stream.of(street), communities.stream())
                    .map(area -> open.of(area).months().get(1))
                    .toList();
            status.setRollbackOnly();
            return found;
        });

        assertThat(published).extracting(OpenFigures.Month::from).containsOnly(lastMonth);
        assertThat(published)
                .as("17 − 9 − 6 would be the two of the last")
                .extracting(OpenFigures.Month::reported)
                .containsExactly(17L, 9L, null, null);
        assertThat(published)
                .extracting(month -> month.response().state())
                .as("nobody has answered; of the second and third not even how many wait")
                .containsExactly(State.FEW, State.FEW, State.WITHHELD, State.FEW);
        assertThat(published).extracting(month -> month.response().n()).containsExactly(17L, 9L, null, null);
    }

    @Test
    void areNeitherZeroNorNoNumberWhereThereIsNothing() {
        var none = of(Stream.of());

        assertThat(Measuring.nothing(indicators.get("satisfaction"))).isEqualTo(Figure.NO_DATA);
        assertThat(Measuring.nothing(indicators.get("disputes"))).isEqualTo(Figure.NOT_MEASURED);
        assertThat(none.getOrDefault("response-time", Figure.NO_DATA)).isEqualTo(Figure.NO_DATA);
    }

    /** Of each indicator, how many count and how many above the line, from what {@code incident} itself keeps. */
    private static final Map<String, String> RECOUNTS = Map.ofEntries(
            Map.entry(
                    "response-time",
                    "count(*) filter (where residents and standing), "
                            + "count(responded_at) filter (where residents and standing)"),
            Map.entry(
                    "answered-in-30",
                    "count(*) filter (where residents and standing), "
                            + "count(*) filter (where residents and standing and responded_at - reported_at <= '30 min')"),
            Map.entry("satisfaction", "count(satisfied), count(*) filter (where satisfied)"),
            Map.entry("contacted", "count(satisfied), count(*) filter (where contacted)"),
            Map.entry("solved", "count(satisfied), count(*) filter (where solved)"),
            Map.entry("satisfied", "count(satisfied), count(*) filter (where satisfied)"),
            Map.entry("reported", "count(*), 0"),
            Map.entry("closed", "count(*) filter (where status = 'CLOSED'), 0"),
            Map.entry("open", "count(*) filter (where ended_at is null), 0"),
            Map.entry(
                    "on-time",
                    "count(ended_at) filter (where standing), "
                            + "count(ended_at) filter (where standing and not late)"),
            Map.entry(
                    "first-time",
                    "count(*) filter (where status = 'CLOSED'), "
                            + "count(*) filter (where status = 'CLOSED' and not reworked and not reopened)"),
            Map.entry(
                    "rework",
                    "count(ended_at) filter (where standing), "
                            + "count(ended_at) filter (where standing and reworked)"),
            Map.entry(
                    "reopened",
                    "count(*) filter (where ended_at is not null or reopened), " + "count(*) filter (where reopened)"),
            Map.entry(
                    "handling-time",
                    "count(ended_at) filter (where standing), " + "count(ended_at) filter (where standing)"),
            Map.entry("by-residents", "count(*), count(*) filter (where residents)"));

    private static final String SOURCE = """
            from (
                select i.*, r.contacted, r.solved, r.satisfied,
                    i.source in ('RESIDENT', 'TALK', 'HOTLINE_12345', 'FEDERATION') as residents,
                    i.status not in ('REJECTED', 'WITHDRAWN', 'MERGED', 'TRANSFERRED') as standing,
                    coalesce(t.reworked, false) as reworked, coalesce(t.reopened, false) as reopened,
                    coalesce(t.late, false) as late
                from incident.incident i
                left join lateral (select * from incident.rating
                    where incident = i.id order by at desc limit 1) r on true -- the last one that was given
                left join (
                    select incident, bool_or(status = 'REWORK') as reworked, bool_or(status = 'REOPENED') as reopened,
                        bool_or(coalesce(at > due_before, false) or step = 'ESCALATE') as late
                    from (select incident, status, step, at,
                            lag(due_at) over (partition by incident order by number) as due_before
                        from incident.trail) steps
                    group by incident) t on t.incident = i.id
                where t.incident is not null) matter"""; // of one that a test planted and nobody touched no event tells

    @Test
    void areWhatARecountOfTheIncidentsThemselvesSays() {
        var measured =
                indicators.open().stream().filter(Indicator::isOfIncidents).toList();
        assertThat(RECOUNTS.keySet())
                .as("each that ships has a recount")
                .containsAll(measured.stream()
                        .filter(each -> each.version() == 1)
                        .map(Indicator::code)
                        .filter(code -> !code.startsWith("test-"))
                        .toList());
        // an auditor owns no matter and has none to do: what the lists show them is what their post shows
        var auditor = SignedIn.caller(context, "auditor");
        var all = new Period(
                LocalDate.now(Period.CHINA).minusDays(Period.LONGEST - 10),
                LocalDate.now(Period.CHINA).plusDays(9));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> SignedIn.as(context, "auditor", () -> {
                    transaction.executeWithoutResult(status -> {
                        var found = measuring
                                .figures(auditor, territory.root(), all, measured, Split.NONE)
                                .getOrDefault(Measuring.ALL, Map.of());
                        assertThat(differing()).isEmpty();
                        RECOUNTS.forEach((code, columns) -> {
                            var recounted = database.sql("select " + columns + " " + SOURCE)
                                    .query((row, n) -> List.of(row.getLong(1), row.getLong(2)))
                                    .single();
                            if (found.getOrDefault(code, Figure.NO_DATA).state() == State.FEW) {
                                assertThat(Math.min(recounted.getFirst(), recounted.getLast()))
                                        .as(code)
                                        .isLessThan(Figure.LEAST);
                            } else {
                                assertThat(counted(found, code)).as(code).isEqualTo(recounted);
                            }
                        });
                    });
                    return true;
                }));
    }

    /** What the rows of the figures say otherwise than the incidents themselves. */
    private List<String> differing() {
        return database.sql("""
                        with told as (%s)
                        select concat_ws(' ', t.number, t.status, t.responded_at, t.ended_at, t.reopened, 'but', m.status,
                            m.responded_at, m.ended_at, m.reopenings)
                        from told t full join (select * from insight.matter
                            where generation = (select active from insight.model)) m on m.incident = t.id
                        where (t.status, t.responded_at is null, t.ended_at is null, t.reopened)
                            is distinct from (m.status, m.responded_at is null, m.ended_at is null, m.reopenings > 0)
                            or abs(extract(epoch from t.responded_at - m.responded_at)) > 1""".formatted("select * " + SOURCE))
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static List<Long> counted(Map<String, Figure> found, String code) {
        var figure = found.getOrDefault(code, Figure.NO_DATA);
        return List.of(orZero(figure.n()), orZero(figure.numerator()));
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    @Test
    void comeOutEqualWhenTheyAreCountedAnewFromTheFirstEvent() {
        var caller = SignedIn.caller(context, "admin");
        var before = matters.model().active();

        assertThat(SignedIn.as(context, "admin", () -> recount.begin(caller)).since())
                .isNotNull();
        assertThat(database.sql(
                                "select body ->> 'generation' from journal.entry where type = 'insight.recount-begun/1' order by epoch desc, xid desc, seq desc limit 1")
                        .query(Integer.class)
                        .single())
                .as("where the journal holds nothing else, the count would never end without an entry of its own")
                .isEqualTo(1 - before);
        await().atMost(Duration.ofSeconds(60)).until(() -> recount.state().since() == null);

        var done = recount.state();
        assertThat(matters.model().active()).isNotEqualTo(before);
        assertThat(done.differing()).isZero();
        assertThat(done.incidents())
                .isEqualTo(system.call(() -> transaction.execute(
                        status -> database.sql("select count(*) from insight.matter where generation = ?")
                                .param(1 - before)
                                .query(Long.class)
                                .single())));
    }

    @Test
    void areTheSameByTheSumsOfADayAsRowByRowAndTheSumsGoWhenARowChanges() {
        var district = SignedIn.caller(context, "district");
        SignedIn.as(
                context,
                "district",
                () -> transaction.execute(status -> {
                    int shown = matters.model().active();
                    if (!matters.hold(shown)) {
                        matters.progressed(shown, new Position(0, 0, 0));
                    }
                    plant(Stream.of(10, 20, 31, 60, 120, 7)
                            .map(n -> SomeCourse.reported(60)
                                    .dispatched(0)
                                    .taken(n, true)
                                    .answered(n + 5)
                                    .closed(n + 9)
                                    .rated(200, n % 2 == 0)));
                    plant(Stream.of(
                            SomeCourse.reported(60).dispatched(0),
                            SomeCourse.reported(60).withdrawn(3)));
                    var byRow = everyWay(district);
                    for (var by : CountedBy.values()) {
                        system.run(() -> summing.sum(by, DAY));
                        assertThat(sums.known(district, COUNTY, new Period(DAY, DAY), by, Split.NONE)
                                        .days())
                                .containsExactly(DAY);
                    }

                    assertThat(everyWay(district)).isEqualTo(byRow);
                    assertThat(byRow.getFirst().get(Measuring.ALL))
                            .containsKeys("response-time", "handling-time", "solved");

                    plant(Stream.of(SomeCourse.reported(60).dispatched(0)));
                    assertThat(sums.known(district, COUNTY, new Period(DAY, DAY), CountedBy.REPORTED, Split.NONE)
                                    .days())
                            .as("a row of the day is another")
                            .isEmpty();
                    assertThat(sums.known(district, COUNTY, new Period(DAY, DAY), CountedBy.ENDED, Split.NONE)
                                    .days())
                            .as("and none that ended on it")
                            .containsExactly(DAY);
                    status.setRollbackOnly();
                    return true;
                }));
        var grid = SignedIn.caller(context, "grid");
        assertThat(SignedIn.as(
                        context,
                        "grid",
                        () -> sums.known(grid, COUNTY, new Period(DAY, DAY), CountedBy.REPORTED, Split.NONE)))
                .as("whoever sees a part of it only")
                .isEqualTo(DaySums.Known.NONE);
    }

    @Test
    void readSumsAndRowsOfOneAnswerAsOfOneMoment() {
        var district = SignedIn.caller(context, "district");
        var seen = new ArrayList<String>();
        var clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                seen.add(database.sql("show transaction_isolation")
                        .query(String.class)
                        .single());
                return Instant.now();
            }
        };
        var beans = context.getAutowireCapableBeanFactory();
        var figures = (Figures) beans.initializeBean(
                new Figures(
                        context.getBean(Grounds.class),
                        indicators,
                        measuring,
                        context.getBean(CountedFigures.class),
                        context.getBean(UnitNames.class),
                        List.of(),
                        clock),
                "figuresOfATest");
        var reports = (Reports) beans.initializeBean(
                new Reports(
                        context.getBean(Grounds.class),
                        indicators,
                        measuring,
                        figures,
                        context.getBean(Exports.class),
                        context.getBean(ReportPdf.class),
                        context.getBean(MessageSource.class),
                        context.getBean(Acts.class),
                        clock),
                "reportsOfATest");

        SignedIn.as(context, "district", () -> figures.sheet(district, new Figures.Asked(COUNTY, null, null)));
        assertThat(seen).isNotEmpty().containsOnly("repeatable read");
        seen.clear();
        SignedIn.as(context, "district", () -> reports.of(district, Reports.Kind.DAY, null, COUNTY));
        SignedIn.as(context, "district", () -> reports.make(district, Reports.Kind.DAY, null, COUNTY));
        assertThat(seen).hasSizeGreaterThan(2).containsOnly("repeatable read");
    }

    @Test
    void takeNoSumsForTheirOwnThatWereMadeOfOtherLevels() {
        var now = DaySums.words(COUNTY, List.of(6, 9), AreaLevel.COUNTY);

        assertThat(now)
                .isEqualTo(DaySums.words(COUNTY, List.of(6, 9), AreaLevel.COUNTY))
                .isNotEqualTo(DaySums.words(COUNTY, List.of(6, 9, 12), AreaLevel.COUNTY))
                .isNotEqualTo(DaySums.words(COUNTY, List.of(6, 9), AreaLevel.STREET));
    }

    /** The whole of a street and of the county, with another day too, by street, by unit and by day. */
    private List<Map<String, Map<String, Figure>>> everyWay(Caller caller) {
        var day = new Period(DAY, DAY);
        var all = indicators.open();
        return List.of(
                measuring.figures(caller, STREET, day, all, Split.NONE),
                measuring.figures(caller, COUNTY, day, all, Split.NONE),
                measuring.figures(caller, COUNTY, new Period(DAY, DAY.plusDays(1)), all, Split.NONE),
                measuring.figures(caller, COUNTY, day, all, Split.areas(9)),
                measuring.figures(caller, COUNTY, day, all, Split.units()),
                measuring.figures(caller, STREET, day, all, Split.times(Measuring.Step.WEEK)));
    }

    private void plant(Stream<SomeCourse> courses) {
        Map<IncidentId, Known> planted = new LinkedHashMap<>();
        courses.forEach(course -> planted.put(course.id(), course.known()));
        system.run(() -> matters.write(matters.model().active(), planted));
    }

    /** Planted where nothing else lies, measured, and taken back. */
    private Map<String, Figure> of(Stream<SomeCourse> courses) {
        var district = SignedIn.caller(context, "district");
        return requireNonNull(SignedIn.as(
                context,
                "district",
                () -> transaction.execute(status -> {
                    plant(courses);
                    var found = measuring
                            .figures(district, SomeCourse.AREA, new Period(DAY, DAY), indicators.open(), Split.NONE)
                            .getOrDefault(Measuring.ALL, Map.of());
                    status.setRollbackOnly();
                    return found;
                })));
    }

    private static Figure figure(Map<String, Figure> found, String code) {
        return requireNonNull(found.get(code), code);
    }

    private static void assertShare(Map<String, Figure> found, String code, String value, long numerator, long n) {
        var figure = figure(found, code);
        assertThat(number(figure.value())).as(code).isEqualTo(value);
        assertThat(List.of(orZero(figure.numerator()), orZero(figure.n())))
                .as(code)
                .containsExactly(numerator, n);
    }

    private static String number(@Nullable BigDecimal value) {
        return value == null ? "" : value.toPlainString();
    }
}
