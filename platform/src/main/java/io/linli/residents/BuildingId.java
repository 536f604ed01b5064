package io.linli.residents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.linli.settings.Ids;
import java.util.UUID;

/** One building. */
public record BuildingId(@JsonValue UUID id) {

    @JsonCreator
    public BuildingId {}

    static BuildingId next() {
        return new BuildingId(Ids.next());
    }

    public static BuildingId of(String text) {
        return new BuildingId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
