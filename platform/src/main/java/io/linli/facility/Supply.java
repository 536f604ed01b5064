package io.linli.facility;

import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that helps in an emergency, or people on call.
 *
 * @param seats of a vehicle or boat, with those for wheelchairs
 * @param freeSeats of these, those that nobody has claimed
 * @param phone of whoever is on duty; only where the caller may keep it
 */
public record Supply(
        UUID id,
        SupplyKind kind,
        AreaCode area,
        String areaName,
        String name,
        int quantity,
        int seats,
        int wheelchairs,
        int freeSeats,
        int freeWheelchairs,
        String holder,
        @Nullable String phone,
        FacilityState state,
        boolean mayChange,
        Instant changedAt) {}
