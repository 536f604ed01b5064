package io.linli.territory;

import static io.linli.territory.GroundKeeper.Part.AREAS;
import static io.linli.territory.GroundKeeper.Part.BOUNDARIES;
import static io.linli.territory.GroundKeeper.Part.PLACES;

import java.util.ArrayList;
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
    private static final String[] FIGURES = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    private final AreaRows areas;
    private final GroundKeeper keeper;
    private final TransactionTemplate writing;

    DemoGround(AreaRows areas, GroundKeeper keeper, PlatformTransactionManager transactions) {
        this.areas = areas;
        this.keeper = keeper;
        this.writing = new TransactionTemplate(transactions);
    }

    /** Once for a database, also when two instances start on it together. */
    void load() {
        writing.executeWithoutResult(status -> {
            var ground = keeper.current();
            var root = ground.root();
            areas.lock(BOUNDARIES);
            if (ground.areas().find(root).isEmpty() || areas.hasBoundary(root)) {
                return;
            }
            fill(ground, root);
            keeper.changed(AREAS, BOUNDARIES, PLACES);
        });
    }

    private void fill(Ground ground, AreaCode root) {
        var communities = ground.areas().within(root).stream()
                .filter(Area::open)
                .map(Area::code)
                .filter(code -> code.level() == AreaLevel.COMMUNITY)
                .toList();
        var county = new DemoCounty(communities, GRIDS);
        var cells = county.cells();
        var micro = micro(county);
        cells.putAll(micro);
        var grids = new ArrayList<Area>();
        county.grids().forEach(grid -> grids.add(grid(grid)));
        micro.keySet().forEach(code -> grids.add(new Area(code, nameOf(code, "微网格"), GridKind.MICRO, true)));
        areas.add(grids);
        areas.addBoundaries(cells, true);
    }

    private static Area grid(AreaCode code) {
        return new Area(code, nameOf(code, "网格"), GridKind.BASIC, true);
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
