package io.linli.analysis.rain;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * How long the sum over a threshold's hours stood at it or above.
 *
 * @param from the end of the first hour with which it was reached
 * @param to the end of the last hour with which it still was
 * @param mm the highest sum in between
 */
public record RainInterval(RainLevel level, Instant from, Instant to, BigDecimal mm) {}
