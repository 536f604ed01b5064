package io.linli.residents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.linli.settings.Ids;
import java.util.UUID;

/** Those who keep house together in one home. */
public record HouseholdId(@JsonValue UUID id) {

    @JsonCreator
    public HouseholdId {}

    static HouseholdId next() {
        return new HouseholdId(Ids.next());
    }

    public static HouseholdId of(String text) {
        return new HouseholdId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
