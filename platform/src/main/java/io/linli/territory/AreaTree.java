package io.linli.territory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All areas in memory, in the order of their codes, so that an area and what lies in it stand together. */
final class AreaTree {

    private final String[] codes;
    private final Area[] areas;

    /** The areas must be in the order of their codes. */
    AreaTree(List<Area> sorted) {
        areas = sorted.toArray(Area[]::new);
        codes = sorted.stream().map(area -> area.code().code()).toArray(String[]::new);
    }

    int size() {
        return areas.length;
    }

    Optional<Area> find(AreaCode code) {
        var found = Arrays.binarySearch(codes, code.code());
        return found < 0 ? Optional.empty() : Optional.of(areas[found]);
    }

    boolean isDedicated(AreaCode code) {
        return find(code).filter(area -> area.kind() == GridKind.DEDICATED).isPresent();
    }

    /** The open areas right below, by code. */
    List<Area> children(AreaCode parent) {
        var children = new ArrayList<Area>();
        for (int i = from(parent.code() + "0"), end = from(parent.end()); i < end; ) {
            var area = areas[i];
            if (area.code().parent().filter(parent::equals).isPresent()) {
                if (area.open()) {
                    children.add(area);
                }
                i = from(area.code().end()); // over all that lies in it
            } else {
                i++;
            }
        }
        return children;
    }

    /** The area and all that lies in it, open or closed, by code. */
    List<Area> within(AreaCode code) {
        return Arrays.asList(areas).subList(from(code.code()), from(code.end()));
    }

    private int from(String code) {
        var found = Arrays.binarySearch(codes, code);
        return found < 0 ? -found - 1 : found;
    }
}
