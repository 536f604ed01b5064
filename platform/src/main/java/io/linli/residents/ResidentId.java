package io.linli.residents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.linli.settings.Ids;
import java.util.UUID;

/** One person. Opaque: never an identity number, and safe to log. */
public record ResidentId(@JsonValue UUID id) {

    @JsonCreator
    public ResidentId {}

    static ResidentId next() {
        return new ResidentId(Ids.next());
    }

    public static ResidentId of(String text) {
        return new ResidentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
