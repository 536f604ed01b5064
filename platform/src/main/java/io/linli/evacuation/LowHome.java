package io.linli.evacuation;

import io.linli.residents.BuildingId;
import io.linli.residents.HomeId;
import io.linli.territory.AreaCode;
import java.util.List;

/** A home on low ground, with why. A place, no personal data. */
public record LowHome(
        HomeId home, BuildingId building, String place, AreaCode area, String areaName, List<LowReason> reasons) {}
