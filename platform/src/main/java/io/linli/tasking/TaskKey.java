package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.TASK_PAGE_UNKNOWN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Where the next page begins: after this task. */
record TaskKey(Instant at, UUID id) {

    String opaque() {
        var text = at.getEpochSecond() + "." + at.getNano() + "." + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
    }

    static TaskKey of(String opaque) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(opaque), US_ASCII).split("\\.", 3);
            return new TaskKey(
                    Instant.ofEpochSecond(Long.parseLong(parts[0]), Integer.parseInt(parts[1])),
                    UUID.fromString(parts[2]));
        } catch (RuntimeException e) {
            throw TASK_PAGE_UNKNOWN.with().at("after");
        }
    }
}
