package io.linli.facility;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a place or thing is called, who has it and whom to call. */
public record Contact(
        UUID id,
        String name,
        @Nullable String address,
        String holder,
        @Nullable String phone) {}
