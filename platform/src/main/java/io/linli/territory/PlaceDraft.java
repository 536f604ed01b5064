package io.linli.territory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A building or place about to be known by its names. */
record PlaceDraft(
        AreaCode area,
        String name,
        List<String> aliases,
        @Nullable GeoPoint point) {}
