package io.linli.territory;

import java.util.ArrayList;
import java.util.List;

/** Made-up estates with their buildings, and a few other places, one estate in every so many grids. */
final class DemoPlaces {

    private static final List<String> STEMS = List.of("", "甲", "乙", "丙", "丁", "戊");
    private static final List<String> ESTATES = List.of("花园", "家园", "佳苑", "新居", "公寓", "雅苑", "华庭", "名苑", "嘉园", "大院");
    private static final int BUILDINGS = 6;

    private DemoPlaces() {}

    static List<PlaceDraft> in(List<AreaCode> grids) {
        var places = new ArrayList<PlaceDraft>();
        int apart = Math.max(1, grids.size() / (STEMS.size() * ESTATES.size()));
        int next = 0;
        for (var stem : STEMS) {
            for (var estate : ESTATES) {
                if (next >= grids.size()) {
                    return places;
                }
                var grid = grids.get(next);
                next += apart;
                var name = "示例" + stem + estate;
                places.add(new PlaceDraft(grid, name, List.of(name + "小区"), null));
                for (int building = 1; building <= BUILDINGS; building++) {
                    places.add(new PlaceDraft(grid, "%s%d栋".formatted(name, building), List.of(), null));
                }
            }
        }
        for (var other : List.of("示例农贸市场", "示例小学", "示例卫生院", "示例公园", "示例汽车站")) {
            places.add(new PlaceDraft(grids.get(next % grids.size()), other, List.of(), null));
            next += apart;
        }
        return places;
    }
}
