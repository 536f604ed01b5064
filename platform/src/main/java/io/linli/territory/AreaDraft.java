package io.linli.territory;

import org.jspecify.annotations.Nullable;

/** An area about to be made. The purpose is what a dedicated grid is for: a mall, a campus, a market. */
record AreaDraft(
        AreaCode code,
        String name,
        @Nullable GridKind kind,
        @Nullable String purpose) {}
