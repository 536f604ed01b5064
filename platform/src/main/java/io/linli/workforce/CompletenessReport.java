package io.linli.workforce;

import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.workforce.CompletenessSource.Indicator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The six indicators (三清三到位) of the grids of an area.
 *
 * @param indicators of all grids of the area
 * @param items a page of the grids, by code
 */
public record CompletenessReport(
        AreaCode area,
        String areaName,
        int grids,
        List<Sum> indicators,
        List<GridState> items,
        @Nullable AreaCode next) {

    public enum State {
        COMPLETE,
        INCOMPLETE,
        /** Nothing that it rests on is recorded here yet: neither 0 nor 100. */
        NOT_CONNECTED
    }

    /**
     * One indicator over all grids.
     *
     * @param complete how many grids lack nothing; null while nothing is connected
     */
    public record Sum(
            Indicator indicator,
            String name,
            State state,
            String stateName,
            @Nullable Integer complete) {}

    public record GridState(AreaCode grid, String name, String fullName, List<Value> indicators) {}

    /**
     * One indicator of one grid.
     *
     * @param percent of what has to be there; null while nothing is connected
     */
    public record Value(
            Indicator indicator,
            String name,
            State state,
            String stateName,
            @Nullable Integer percent,
            List<Missing> missing) {}

    /** What is missing, and whose post must act: with the names of those who hold it. */
    public record Missing(
            String check, String text, Role actor, AreaCode area, String areaName, List<String> holders) {}
}
