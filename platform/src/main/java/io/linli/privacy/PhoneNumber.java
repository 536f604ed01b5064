package io.linli.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A telephone number of mainland China, mobile or fixed, digits only. Prints masked: 138****8000. */
public record PhoneNumber(@JsonValue String number) {

    private static final Pattern FORMAT = Pattern.compile("1[3-9]\\d{9}|0\\d{9,11}|400\\d{7}");

    @JsonCreator
    public PhoneNumber {
        number = digits(number);
        if (!FORMAT.matcher(number).matches()) {
            throw new IllegalArgumentException("Not a telephone number");
        }
    }

    public static PhoneNumber of(String text) {
        return new PhoneNumber(text);
    }

    public static boolean isValid(String text) {
        return FORMAT.matcher(digits(text)).matches();
    }

    public String masked() {
        return number.substring(0, 3) + "*".repeat(number.length() - 7) + number.substring(number.length() - 4);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static String digits(String text) {
        return Digits.compact(text).replaceFirst("^\\+86", "");
    }
}
