package io.linli.facility;

import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place where people can sleep when they must leave their homes.
 *
 * @param free beds that nobody has claimed
 * @param stairs whether the beds are reached by stairs only
 * @param power whether oxygen and powered equipment run there in a power cut too
 * @param holder the unit or post that has the key
 * @param phone of whoever is on duty there; only where the caller may keep it
 */
public record Shelter(
        UUID id,
        AreaCode area,
        String areaName,
        String name,
        String address,
        @Nullable GeoPoint point,
        int capacity,
        int free,
        boolean stairs,
        boolean wheelchair,
        boolean animals,
        boolean power,
        String holder,
        @Nullable String phone,
        FacilityState state,
        boolean mayChange,
        Instant changedAt) {}
