package io.linli.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person's name as written, up to 50 characters. Prints masked: 张*爷, 张*. */
public record PersonName(@JsonValue String name) {

    private static final int LONGEST = 50;

    @JsonCreator
    public PersonName {
        name = name.strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST) {
            throw new IllegalArgumentException("Not a name");
        }
    }

    public static PersonName of(String text) {
        return new PersonName(text);
    }

    public String masked() {
        var characters = name.codePoints().toArray(); // rare surnames such as 𠮷 take two chars
        var masked = new StringBuilder().appendCodePoint(characters[0]);
        if (characters.length == 1) {
            return "*";
        }
        if (characters.length == 2) {
            return masked.append('*').toString();
        }
        return masked.repeat('*', characters.length - 2)
                .appendCodePoint(characters[characters.length - 1])
                .toString();
    }

    @Override
    public String toString() {
        return masked();
    }
}
