package io.linli.territory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this instance looks at its ground.
 *
 * @param root the area that it looks after
 * @param nearest how many metres outside every grid a point still belongs to the nearest one
 * @param margin how many metres outside the territory a point is still taken in, to be placed by hand
 * @param refresh how often to look whether another instance changed something
 */
@ConfigurationProperties("linli.territory")
record TerritorySettings(
        String root,
        @DefaultValue("500") double nearest,
        @DefaultValue("50000") double margin,
        @DefaultValue("2s") Duration refresh) {

    AreaCode rootCode() {
        return new AreaCode(root);
    }
}
