package io.linli.workforce;

import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks, for one of the six indicators, at what is recorded of each grid. Every module that keeps something which an
 * indicator rests on may implement one; an indicator that none looks at is told as not connected, with no value.
 */
public interface CompletenessSource {

    /** 三清三到位: 区域清、责任清、底数清，监管到位、服务到位、互通到位. */
    enum Indicator {
        AREA,
        DUTY,
        BASE,
        SUPERVISION,
        SERVICE,
        EXCHANGE
    }

    /**
     * One thing that has to be there.
     *
     * @param name the text is {@code completeness.check.<name>} in the bundle of the module that looks
     * @param actor whose post must act when it is missing
     * @param at the level of the ground at which that post stands: the grid's own or one around it
     */
    record Check(String name, Role actor, AreaLevel at) {}

    Indicator indicator();

    /** What it looks at; at least one. */
    List<Check> checks();

    /** What is missing, by grid; a grid that lacks nothing may be left out. */
    Map<AreaCode, Set<Check>> missing(AreaCode area);
}
