package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.territory.AreaRegister.NewArea;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.PlatformTransactionManager;

/** In a street that exists in these tests only. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class AreaRegisterTests {

    private static final AreaCode STREET = new AreaCode("900101001");
    private static final AreaCode COMMUNITY = new AreaCode("900101001001");
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    @Autowired
    AreaRegister register;

    @Autowired
    Territory territory;

    @Autowired
    JdbcClient database;

    @Autowired
    DivisionImport divisions;

    @Autowired
    BoundaryRows boundaries;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TerritorySettings settings;

    @Autowired
    GroundKeeper keeper;

    @BeforeEach
    void startAnew() {
        for (var table : List.of(
                "lineage where predecessor",
                "duty where area",
                "leader where area",
                "boundary where area",
                "place_name where area",
                "area_change where area",
                "area where code")) {
            database.sql("delete from territory." + table + " like '90%'").update();
        }
        divisions.read(
                new ByteArrayInputStream("code,name\n90,示例省\n9001,示例市\n900101,示例县\n900101001,示例街道\n900101001001,示例社区\n"
                        .getBytes(StandardCharsets.UTF_8)),
                null,
                rows -> {});
    }

    @Test
    void givesEachNewGridTheNextNumberAndNeverAnOldOne() {
        assertThat(grid("第一网格").code().code()).isEqualTo("900101001001001");
        var second = grid("第二网格").code();
        register.close(second, null, "示例员");

        assertThat(grid("第三网格").code().code()).isEqualTo("900101001001003");
        assertThat(territory.children(COMMUNITY)).extracting(Area::name).containsExactly("第一网格", "第三网格");
    }

    @Test
    void knowsDedicatedGridsWithTheirPurposeAndMicroGridsOfSeventeenDigits() {
        var mall = register.create(new NewArea(null, COMMUNITY, "示例商场专属网格", GridKind.DEDICATED, "商场", FIRST), "示例员");
        assertThat(mall.purpose()).isEqualTo("商场");
        assertThat(mall.kind()).isEqualTo(GridKind.DEDICATED);

        var micro = register.create(new NewArea(null, mall.code(), "第一微网格", null, null, null), "示例员");
        assertThat(micro.code().code()).isEqualTo("90010100100100101");
        assertThat(micro.kind()).isEqualTo(GridKind.MICRO);
        assertThat(micro.level()).isEqualTo(AreaLevel.MICRO_GRID);
    }

    @Test
    void refusesAreasThatDoNotFit() {
        refused(() -> create("900101001001001", "甲", GridKind.MICRO, null), TerritoryProblem.AREA_KIND_UNFIT);
        refused(() -> create("900101001002", "甲", GridKind.BASIC, null), TerritoryProblem.AREA_KIND_UNFIT);
        refused(() -> create("900101001001001", "甲", GridKind.DEDICATED, null), TerritoryProblem.AREA_PURPOSE_UNFIT);
        refused(() -> create("900101001001001", "甲", GridKind.BASIC, "商场"), TerritoryProblem.AREA_PURPOSE_UNFIT);
        refused(() -> create("900101001009001", "甲", null, null), TerritoryProblem.AREA_PARENT_UNKNOWN);
        refused(() -> create(COMMUNITY.code(), "甲", null, null), TerritoryProblem.AREA_EXISTS);
        refused(
                () -> register.create(new NewArea(null, STREET, "甲", null, null, null), "示例员"),
                TerritoryProblem.AREA_CODE_OR_PARENT);
        var closed = create("900101001002", "乙社区", null, null).code();
        register.close(closed, null, "示例员");
        refused(() -> create("900101001002001", "甲", null, null), TerritoryProblem.AREA_PARENT_CLOSED);
        refused(() -> register.rename(closed, "丙社区", "示例员"), TerritoryProblem.AREA_CLOSED);
    }

    @Test
    void hasNoMoreThanNinetyNineMicroGridsInAGrid() {
        var grid = grid("第一网格").code();
        create(grid + "99", "第九十九微网格", null, null);

        refused(
                () -> register.create(new NewArea(null, grid, "再一个", null, null, null), "示例员"),
                TerritoryProblem.AREA_CODES_USED_UP);
    }

    @Test
    void closesOnlyWhatHasNoOpenPartsAndIsNotTheRoot() {
        var grid = grid("第一网格").code();
        refused(() -> register.close(COMMUNITY, null, "示例员"), TerritoryProblem.AREA_HAS_OPEN_PARTS);
        refused(() -> register.close(territory.root(), null, "示例员"), TerritoryProblem.AREA_IS_ROOT);
        refused(
                () -> register.close(grid, LocalDate.of(2000, 1, 1), "示例员"),
                TerritoryProblem.AREA_CLOSED_BEFORE_OPENED);

        assertThat(register.close(grid, null, "示例员").open()).isFalse();
        refused(() -> register.close(grid, null, "示例员"), TerritoryProblem.AREA_CLOSED);
        assertThat(territory.find(grid)).map(Area::open).contains(false);
        assertThat(register.close(COMMUNITY, null, "示例员").open()).isFalse();
    }

    @Test
    void tellsWhoDidWhatToAnArea() {
        var grid = grid("第一网格").code();
        register.rename(grid, "示例园网格", "示例员");
        register.rename(grid, "示例园网格", "示例员");

        assertThat(territory.find(grid)).map(Area::name).contains("示例园网格");
        assertThat(database.sql("select what || ' ' || coalesce(before, '') || '>' || after || ' ' || actor "
                                + "from territory.area_change where area = ? order by id")
                        .param(grid.code())
                        .query(String.class)
                        .list())
                .containsExactly("CREATED >第一网格 示例员", "RENAMED 第一网格>示例园网格 示例员");
    }

    @Test
    void showsWhoAnswersForAnAreaAndNothingThatIsNotKnown() {
        assertThat(register.find(COMMUNITY))
                .satisfies(area -> assertThat(area.leader()).isNull())
                .satisfies(area -> assertThat(area.contact()).isNull())
                .satisfies(area -> assertThat(area.duties()).isEmpty());

        register.assign(new Answerable(COMMUNITY, null, "示例甲", "示例电话", null, List.of("示例职责一", "示例职责二")), "示例员");
        register.assign(new Answerable(COMMUNITY, null, "示例乙", null, "示例监督", List.of("示例职责二")), "示例员");

        assertThat(register.find(COMMUNITY))
                .satisfies(area -> assertThat(area.leader()).isEqualTo("示例乙"))
                .satisfies(area -> assertThat(area.contact()).isNull())
                .satisfies(area -> assertThat(area.supervision()).isEqualTo("示例监督"))
                .satisfies(area -> assertThat(area.duties()).containsExactly("示例职责二"));
    }

    @Test
    void everyNodeOfTheDemoOnFourLevelsHasLeaderContactAndDuties() {
        for (var code = new AreaCode("430181002006001");
                code.level() != AreaLevel.CITY;
                code = code.parent().orElseThrow()) {
            assertThat(register.find(code))
                    .satisfies(area -> assertThat(area.leader()).startsWith("示例"))
                    .satisfies(area -> assertThat(area.contact()).startsWith("示例"))
                    .satisfies(area -> assertThat(area.duties()).isNotEmpty().allMatch(duty -> duty.startsWith("示例")));
        }
        assertThat(database.sql("""
                        select count(*) from territory.area a
                        where a.open and a.code like '430181%' and length(a.code) <= 15
                            and not exists (select from territory.area_change c where c.area = a.code)
                            and not exists (
                            select from territory.leader l join territory.duty d on d.area = l.area
                            where l.area = a.code and l.name is not null and l.contact is not null)""").query(Long.class).single()).isZero();
    }

    @Test
    void anotherInstanceSeesTheChangeWhenItLooks() {
        var other = new GroundKeeper(database, boundaries, transactions, settings);
        assertThat(other.current().areas().find(new AreaCode("900101001001001")))
                .isEmpty();
        var before = other.current();
        other.renew();
        assertThat(other.current()).isSameAs(before);

        grid("第一网格");
        other.renew();

        assertThat(other.current().areas().find(new AreaCode("900101001001001")))
                .isPresent();
        assertThat(other.current().shapes()).as("what did not change is kept").isSameAs(before.shapes());
    }

    @Test
    void placesByNamesThatWereAdded() {
        var grid = new AreaCode("430181002006002");
        var name = "示例测试大厦";
        assertThat(territory.place(name + "门口").how()).isEqualTo(Placement.How.UNPLACED);

        var id = register.addPlace(grid, name, List.of("测试楼示例"), null, "示例员");

        assertThat(territory.place(name + "门口").grid()).isEqualTo(grid);
        assertThat(territory.place("在测试楼示例旁边").grid()).isEqualTo(grid);
        refused(() -> register.addPlace(grid, name, List.of(), null, "示例员"), TerritoryProblem.PLACE_EXISTS);
        register.removePlace(id, "示例员");
        assertThat(territory.place(name + "门口").how()).isEqualTo(Placement.How.UNPLACED);
        refused(() -> register.removePlace(id, "示例员"), TerritoryProblem.PLACE_UNKNOWN);
    }

    @Test
    void followsSplitsAndMergesBothWaysButNotToSiblings() {
        // 001 was split into 002 and 003; 003 and 004 were merged into 005
        for (var code : List.of("002", "003", "004", "005")) {
            create(STREET + code, "示例社区" + code, null, null);
        }
        step("001", "002", "SPLIT", FIRST);
        step("001", "003", "SPLIT", FIRST);
        step("003", "005", "MERGE", FIRST.plusYears(1));
        step("004", "005", "MERGE", FIRST.plusYears(1));
        database.sql("update territory.revision set number = number + 1 where part = 'AREAS'")
                .update();
        keeper.renew();

        assertThat(lineage("002")).containsExactly("001", "002");
        assertThat(lineage("001")).containsExactly("001", "002", "003", "005");
        assertThat(lineage("005")).containsExactly("001", "003", "004", "005");
        assertThat(lineage("003")).containsExactly("001", "003", "005");
        assertThat(register.find(new AreaCode(STREET + "005")).cameFrom())
                .containsExactly(
                        new AreaView.Descent(new AreaCode(STREET + "003"), "示例社区003", FIRST.plusYears(1)),
                        new AreaView.Descent(new AreaCode(STREET + "004"), "示例社区004", FIRST.plusYears(1)));
        assertThat(register.find(COMMUNITY).became()).hasSize(2);
    }

    private List<String> lineage(String community) {
        return territory.lineage(new AreaCode(STREET + community)).stream()
                .map(code -> code.code().substring(9))
                .toList();
    }

    private void step(String from, String to, String kind, LocalDate since) {
        database.sql("insert into territory.lineage (predecessor, successor, kind, since) values (?, ?, ?, ?)")
                .params(STREET + from, STREET + to, kind, since)
                .update();
    }

    private AreaView grid(String name) {
        return register.create(new NewArea(null, COMMUNITY, name, null, null, FIRST), "示例员");
    }

    private AreaView create(String code, String name, @Nullable GridKind kind, @Nullable String purpose) {
        return register.create(new NewArea(new AreaCode(code), null, name, kind, purpose, null), "示例员");
    }

    private static void refused(ThrowingCallable call, TerritoryProblem problem) {
        assertThatThrownBy(call).extracting("problem").isEqualTo(problem);
    }
}
