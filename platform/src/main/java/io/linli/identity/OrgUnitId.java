package io.linli.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An organisational unit, such as 430181-urban. Known here by its id only; {@code workforce} owns what it is. */
public record OrgUnitId(@JsonValue String id) {

    private static final Pattern FORMAT = Pattern.compile("[a-z0-9-]{1,40}");

    @JsonCreator
    public OrgUnitId {
        if (!isValid(id)) {
            throw new IllegalArgumentException("Not a unit: " + id);
        }
    }

    public static boolean isValid(String text) {
        return FORMAT.matcher(text).matches();
    }

    public static OrgUnitId of(String text) {
        return new OrgUnitId(text);
    }

    @Override
    public String toString() {
        return id;
    }
}
