package io.linli.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A citizen's identity number (公民身份号码, GB 11643-1999: region, birth date, sequence, check character), or one of the
 * same make: residence permits of people from Hong Kong, Macao and Taiwan (81, 82, 83) and, since December 2023, the
 * foreigners' permanent residence card (9, region, country). Numbers of 15 digits are no longer valid. Prints masked:
 * 4301**********1234.
 *
 * <p>The foreigners' card of 2017, which stays valid beside the new one, has three Latin letters and twelve digits
 * (notice of the National Immigration Administration on the card of 2023). How its last digit checks the others was
 * nowhere to be read: of such a number the form alone is looked at, and birth date and sex are asked for.
 */
public record IdCardNumber(@JsonValue String number) {

    /** Whose document it is. */
    public enum Kind {
        CITIZEN,
        HONG_KONG,
        MACAO,
        TAIWAN,
        FOREIGNER
    }

    public enum Sex {
        MALE,
        FEMALE
    }

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}; // 2^(17-i) mod 11
    private static final String CHECK = "10X98765432"; // ISO 7064 MOD 11-2
    private static final int LENGTH = 18;
    private static final int SHOWN = 4;

    /** The foreigners' card of 2017. */
    private static final Pattern OLD_CARD = Pattern.compile("[A-Z]{3}\\d{12}");

    /** Provinces of GB/T 2260. */
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71");

    @JsonCreator
    public IdCardNumber {
        number = Digits.compact(number).toUpperCase(Locale.ROOT);
        if (!isOldCard(number) && (!hasShape(number) || number.charAt(LENGTH - 1) != checkOf(number))) {
            throw new IllegalArgumentException("Not an identity number");
        }
    }

    public static IdCardNumber of(String text) {
        return new IdCardNumber(text);
    }

    public static boolean isValid(String text) {
        try {
            return !new IdCardNumber(text).number.isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public Kind kind() {
        if (isOldCard(number)) {
            return Kind.FOREIGNER;
        }
        return switch (number.substring(0, 2)) {
            case "81" -> Kind.HONG_KONG;
            case "82" -> Kind.MACAO;
            case "83" -> Kind.TAIWAN;
            default -> number.startsWith("9") ? Kind.FOREIGNER : Kind.CITIZEN;
        };
    }

    /** The division that the number was given in: six digits, or the province alone for a foreigner, where it says so. */
    public @Nullable String region() {
        if (isOldCard(number)) {
            return null;
        }
        return kind() == Kind.FOREIGNER ? number.substring(1, 3) : number.substring(0, 6);
    }

    /** Null for the card of 2017, as is the sex. */
    public @Nullable LocalDate birthDate() {
        return isOldCard(number) ? null : birthDate(number);
    }

    public @Nullable Sex sex() {
        if (isOldCard(number)) {
            return null;
        }
        return (number.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    /** The letters of the old card tell the nationality and are not shown. */
    public String masked() {
        var end = number.substring(number.length() - SHOWN);
        return isOldCard(number)
                ? "*".repeat(number.length() - SHOWN) + end
                : number.substring(0, SHOWN) + "*".repeat(10) + end;
    }

    @Override
    public String toString() {
        return masked();
    }

    private static boolean isOldCard(String number) {
        return OLD_CARD.matcher(number).matches();
    }

    /** Whether region and date could be those of an identity number, whatever the check character. */
    static boolean hasShape(String number) {
        if (!number.matches("\\d{17}[\\dX]")) {
            return false;
        }
        var known = number.startsWith("9")
                ? PROVINCES.contains(number.substring(1, 3))
                : PROVINCES.contains(number.substring(0, 2)) || number.matches("8[123]0000.*");
        try {
            var born = birthDate(number).getYear();
            return known && born >= 1880 && born < 2100;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static char checkOf(String number) {
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK.charAt(sum % 11);
    }

    private static LocalDate birthDate(String number) {
        return LocalDate.of(
                Integer.parseInt(number, 6, 10, 10),
                Integer.parseInt(number, 10, 12, 10),
                Integer.parseInt(number, 12, 14, 10));
    }
}
