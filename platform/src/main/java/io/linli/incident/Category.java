package io.linli.incident;

import org.jspecify.annotations.Nullable;

/** One kind of matter; its code begins with that of the kind above it (2, 4 or 6 digits). */
public record Category(String code, String name, @Nullable String parent) {}
