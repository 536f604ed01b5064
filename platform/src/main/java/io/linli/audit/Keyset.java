package io.linli.audit;

import static io.linli.audit.AuditProblem.AUDIT_PAGE_UNKNOWN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Where the next page begins: after this record. Callers hand it back as they got it. */
record Keyset(Instant at, UUID id) {

    String opaque() {
        var text = at.getEpochSecond() + "." + at.getNano() + "." + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
    }

    static Keyset of(String opaque) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(opaque), US_ASCII).split("\\.", 3);
            return new Keyset(
                    Instant.ofEpochSecond(Long.parseLong(parts[0]), Integer.parseInt(parts[1])),
                    UUID.fromString(parts[2]));
        } catch (RuntimeException e) {
            throw AUDIT_PAGE_UNKNOWN.with().at("after");
        }
    }
}
