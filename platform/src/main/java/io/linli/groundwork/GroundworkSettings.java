package io.linli.groundwork;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param visitedWithin in how much time somebody of each grid is to be visited; no law says it, so each place sets its own
 */
@ConfigurationProperties("linli.groundwork")
record GroundworkSettings(@DefaultValue("90d") Duration visitedWithin) {}
