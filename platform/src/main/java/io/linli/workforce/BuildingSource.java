package io.linli.workforce;

import io.linli.territory.AreaCode;
import java.util.List;

/**
 * Tells which buildings there are. Implemented by whoever keeps buildings; without it, coverage is told of grids alone and
 * says of buildings that nothing is connected.
 */
public interface BuildingSource {

    /** The buildings of that area, each once. */
    List<Building> in(AreaCode area);

    /**
     * One building.
     *
     * @param id opaque here, at most 64 characters
     * @param grid the grid that it stands in
     */
    record Building(String id, String name, AreaCode grid) {}
}
