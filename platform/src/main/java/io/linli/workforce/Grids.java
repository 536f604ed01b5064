package io.linli.workforce;

import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The open grids of an area, from memory. */
@Component
class Grids {

    private final Territory territory;

    Grids(Territory territory) {
        this.territory = territory;
    }

    /** By code. */
    List<Area> in(AreaCode area) {
        return levelIn(area, AreaLevel.GRID);
    }

    /** The areas of that level in the area, itself included. */
    List<Area> levelIn(AreaCode area, AreaLevel level) {
        return territory.find(area).filter(Area::open).stream()
                .flatMap(found -> at(found, level))
                .toList();
    }

    private Stream<Area> at(Area area, AreaLevel level) {
        return area.level().digits() >= level.digits()
                ? Stream.of(area).filter(part -> part.level() == level)
                : territory.children(area.code()).stream().flatMap(part -> at(part, level));
    }
}
