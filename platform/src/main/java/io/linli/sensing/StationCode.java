package io.linli.sensing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The code of a station as its operator writes it: letters, digits and hyphens, twenty at most. */
public record StationCode(@JsonValue String code) implements Comparable<StationCode> {

    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,19}");

    @JsonCreator
    public StationCode {
        if (!isValid(code)) {
            throw new IllegalArgumentException("Not a code of a station: " + code);
        }
    }

    public static boolean isValid(String text) {
        return FORMAT.matcher(text).matches();
    }

    public static StationCode of(String text) {
        return new StationCode(text);
    }

    @Override
    public int compareTo(StationCode other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
