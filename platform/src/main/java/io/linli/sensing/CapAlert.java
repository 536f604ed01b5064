package io.linli.sensing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the Common Alerting Protocol as far as it is kept: of several languages the Chinese one, else the first.
 *
 * @param codes values of its geocodes, whatever they mean
 */
record CapAlert(
        String identifier,
        String sender,
        Instant sent,
        PublicWarning.Status status,
        PublicWarning.Kind kind,
        List<Reference> references,
        @Nullable String issuer,
        @Nullable String event,
        PublicWarning.@Nullable Colour colour,
        @Nullable String urgency,
        @Nullable String severity,
        @Nullable String certainty,
        @Nullable String headline,
        @Nullable String description,
        @Nullable String instruction,
        @Nullable Instant effective,
        @Nullable Instant onset,
        @Nullable Instant expires,
        @Nullable String areaText,
        List<String> codes) {

    /** Another message by what is its own. */
    record Reference(String sender, String identifier, Instant sent) {}
}
