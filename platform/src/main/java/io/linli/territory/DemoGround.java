package io.linli.territory;

import static io.linli.territory.GroundKeeper.Part.AREAS;
import static io.linli.territory.GroundKeeper.Part.BOUNDARIES;
import static io.linli.territory.GroundKeeper.Part.PLACES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills the demo's ground: schematic cells, grids, made-up places and people that nobody takes for real ones. */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class DemoGround {

    private static final int GRIDS = 1_500;
    private static final int WITH_MICRO_GRIDS = 5;
    private static final Map<String, String> DEDICATED = Map.of("430181002001004", "商场", "430181002006004", "校园");
    // in the manner of 滨州市社会治理网格化服务管理条例 arts. 5, 6, 10 and 11, which binds nobody here
    private static final Map<AreaLevel, List<String>> DUTIES = Map.of(
            AreaLevel.COUNTY, List.of("示例：编制网格服务管理事项清单并向社会公示", "示例：统筹网格划分，流转、督办网格上报的事项"),
            AreaLevel.STREET, List.of("示例：负责本辖区的网格化服务管理", "示例：办理社区不能解决的事项并反馈结果"),
            AreaLevel.COMMUNITY, List.of("示例：组织居民参与网格化服务管理", "示例：协调解决网格员上报的事项"),
            AreaLevel.GRID, List.of("示例：收集居民意见和问题隐患，及时协调解决", "示例：上报不能解决的事项，并把结果告诉居民"),
            AreaLevel.MICRO_GRID, List.of("示例：联系本楼栋住户，协助网格员"));
    private static final String[] FIGURES = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    private final AreaRows areas;
    private final BoundaryRows boundaries;
    private final GroundKeeper keeper;
    private final TransactionTemplate writing;

    DemoGround(AreaRows areas, BoundaryRows boundaries, GroundKeeper keeper, PlatformTransactionManager transactions) {
        this.areas = areas;
        this.boundaries = boundaries;
        this.keeper = keeper;
        this.writing = new TransactionTemplate(transactions);
    }

    /** Once for a database, also when two instances start on it together. */
    void load() {
        writing.executeWithoutResult(status -> {
            var ground = keeper.current();
            var root = ground.root();
            areas.lock(BOUNDARIES);
            if (ground.areas().find(root).isEmpty() || boundaries.has(root)) {
                return;
            }
            fill(ground, root);
            keeper.changed(AREAS, BOUNDARIES, PLACES);
        });
    }

    private void fill(Ground ground, AreaCode root) {
        var divisions = ground.areas().within(root).stream().filter(Area::open).toList();
        var communities = divisions.stream()
                .map(Area::code)
                .filter(code -> code.level() == AreaLevel.COMMUNITY)
                .toList();
        var county = new DemoCounty(communities, GRIDS);
        var cells = county.cells();
        var micro = micro(county);
        cells.putAll(micro);
        var grids = new ArrayList<AreaDraft>();
        county.grids().forEach(grid -> grids.add(grid(grid)));
        micro.keySet().forEach(code -> grids.add(new AreaDraft(code, nameOf(code, "微网格"), GridKind.MICRO, null)));
        areas.add(grids);
        boundaries.put(cells, true);
        var nodes = new ArrayList<Answerable>();
        divisions.forEach(area -> nodes.add(answerable(area.code(), area.name())));
        grids.forEach(grid -> nodes.add(answerable(grid.code(), grid.name())));
        areas.put(nodes);
        areas.addPlaces(DemoPlaces.in(county.grids()));
    }

    private static AreaDraft grid(AreaCode code) {
        var dedicated = DEDICATED.get(code.code());
        return dedicated == null
                ? new AreaDraft(code, nameOf(code, "网格"), GridKind.BASIC, null)
                : new AreaDraft(code, "示例" + dedicated + "专属网格", GridKind.DEDICATED, dedicated);
    }

    /** The post's own name stands for the person: nobody's name, not even a made-up one, in a real body's post. */
    private static Answerable answerable(AreaCode code, String name) {
        return new Answerable(
                code,
                null,
                "示例" + name,
                "示例电话 " + code.code(),
                "示例监督电话 " + code.at(AreaLevel.COUNTY).code(),
                DUTIES.getOrDefault(code.level(), List.of()));
    }

    private static Map<AreaCode, Geometry> micro(DemoCounty county) {
        var micro = new java.util.TreeMap<AreaCode, Geometry>();
        county.grids().stream().limit(WITH_MICRO_GRIDS).forEach(grid -> micro.putAll(county.microGrids(grid)));
        return micro;
    }

    private static String nameOf(AreaCode code, String what) {
        var parent = code.parent().orElseThrow();
        return "第" + figure(Integer.parseInt(code.code().substring(parent.code().length()))) + what;
    }

    /** 1 to 99 as they are read. */
    static String figure(int number) {
        var tens = number / 10;
        return (tens > 1 ? FIGURES[tens] : "") + (tens > 0 ? "十" : "") + FIGURES[number % 10];
    }
}
