package io.linli.residents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.linli.settings.Ids;
import java.util.UUID;

/** One home: a door in a building. */
public record HomeId(@JsonValue UUID id) {

    @JsonCreator
    public HomeId {}

    static HomeId next() {
        return new HomeId(Ids.next());
    }

    public static HomeId of(String text) {
        return new HomeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
