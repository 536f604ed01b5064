package io.linli.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.linli.settings.Ids;
import java.util.UUID;

/** One account: of a person, of a machine client, or of a guest known by phone only. */
public record AccountId(@JsonValue UUID id) {

    @JsonCreator
    public AccountId {}

    public static AccountId next() {
        return new AccountId(Ids.next());
    }

    public static AccountId of(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
