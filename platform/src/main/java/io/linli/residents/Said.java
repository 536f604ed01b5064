package io.linli.residents;

import static io.linli.residents.ResidentsProblem.RESIDENT_IDENTITY_INVALID;
import static io.linli.residents.ResidentsProblem.RESIDENT_NAME_INVALID;
import static io.linli.residents.ResidentsProblem.RESIDENT_PHONE_INVALID;

import io.linli.privacy.IdCardNumber;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Reads who somebody is as people type it, and says which field is wrong without repeating what stands in it. */
public final class Said {

    private Said() {}

    public static PersonName name(String text, String field) {
        try {
            return PersonName.of(text);
        } catch (IllegalArgumentException e) {
            throw RESIDENT_NAME_INVALID.with().at(field);
        }
    }

    public static @Nullable IdCardNumber identity(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!IdCardNumber.isValid(text)) {
            throw RESIDENT_IDENTITY_INVALID.with().at(field);
        }
        return IdCardNumber.of(text);
    }

    public static @Nullable PhoneNumber phone(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!PhoneNumber.isValid(text)) {
            throw RESIDENT_PHONE_INVALID.with().at(field);
        }
        return PhoneNumber.of(text);
    }
}
