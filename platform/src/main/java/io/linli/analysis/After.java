package io.linli.analysis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.linli.problem.ProblemException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/** Where the next page begins: behind this row. */
record After(Instant at, UUID id) {

    String opaque() {
        var text = at.getEpochSecond() + "." + at.getNano() + "." + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
    }

    static After of(String opaque, Supplier<ProblemException> refusal) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(opaque), US_ASCII).split("\\.", 3);
            return new After(
                    Instant.ofEpochSecond(Long.parseLong(parts[0]), Integer.parseInt(parts[1])),
                    UUID.fromString(parts[2]));
        } catch (RuntimeException e) {
            throw refusal.get();
        }
    }
}
