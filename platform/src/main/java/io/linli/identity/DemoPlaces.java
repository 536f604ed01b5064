package io.linli.identity;

import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the people of the demonstration serve. They are written down for one place; where another is looked after, each
 * serves at a place of the same level there, and two who served at different places still do.
 */
final class DemoPlaces {

    private final AreaCode root;
    private final List<AreaCode> written;
    private final List<AreaCode> grids;
    private final List<AreaCode> communities;

    /**
     * @param written for what communities people are written down
     * @param below all areas within the root
     */
    DemoPlaces(AreaCode root, Collection<AreaCode> written, Collection<AreaCode> below) {
        this.root = root;
        this.written = List.copyOf(new TreeSet<>(written.stream()
                .filter(area -> area.level().compareTo(AreaLevel.COMMUNITY) >= 0)
                .map(area -> area.at(AreaLevel.COMMUNITY))
                .toList()));
        this.grids = ofLevel(below, AreaLevel.GRID);
        var divided = grids.stream()
                .map(grid -> grid.at(AreaLevel.COMMUNITY))
                .distinct()
                .toList();
        this.communities = divided.isEmpty() ? ofLevel(below, AreaLevel.COMMUNITY) : divided;
    }

    private static List<AreaCode> ofLevel(Collection<AreaCode> areas, AreaLevel level) {
        return areas.stream().filter(area -> area.level() == level).sorted().toList();
    }

    /** The widest area that there is where there is nothing of that level. */
    AreaCode of(AreaCode area) {
        if (root.contains(area)) {
            return area;
        }
        var level = area.level();
        if (communities.isEmpty() || level.compareTo(AreaLevel.COUNTY) <= 0 || level.compareTo(root.level()) <= 0) {
            return root;
        }
        if (level == AreaLevel.STREET) {
            return communities.getFirst().at(AreaLevel.STREET);
        }
        int which = written.indexOf(area.at(AreaLevel.COMMUNITY));
        var community = communities.get(Math.clamp(which, 0, communities.size() - 1));
        return level == AreaLevel.COMMUNITY
                ? community
                : grids.stream().filter(community::contains).findFirst().orElse(community);
    }
}
