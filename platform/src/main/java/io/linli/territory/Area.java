package io.linli.territory;

import org.jspecify.annotations.Nullable;

/** One area: a division, a grid or a micro-grid. The kind is null for divisions. */
public record Area(AreaCode code, String name, @Nullable GridKind kind, boolean open) {

    public AreaLevel level() {
        return code.level();
    }
}
