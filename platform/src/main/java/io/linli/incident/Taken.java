package io.linli.incident;

import io.linli.territory.GeoPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the phone was when photos were taken, and when that was.
 *
 * @param at by our clock
 */
public record Taken(GeoPoint place, @Nullable Instant at) {}
