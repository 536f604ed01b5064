package io.linli.residents;

import io.linli.territory.AreaCode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One home. A place, no personal data.
 *
 * @param unit 单元; empty where the building has none
 * @param address of the building where it is known, else its name, then unit and room
 */
public record Home(
        HomeId id,
        BuildingId building,
        String buildingName,
        String unit,
        String room,
        String address,
        AreaCode area,
        @Nullable BigDecimal floorArea,
        boolean open) {}
