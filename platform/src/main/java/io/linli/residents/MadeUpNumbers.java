package io.linli.residents;

import io.linli.privacy.IdCardNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Identity numbers for made-up people: right by their check character, and of a region that does not exist (GB/T 2260
 * gives no division 4399), so that nobody has one.
 */
final class MadeUpNumbers {

    private static final String REGION = "4399";
    private static final String CHECKS = "0123456789X";
    private static final int SEQUENCES = 1_000;

    private MadeUpNumbers() {}

    /**
     * A number of somebody born that day; an odd sequence is a man's.
     *
     * @param sequence below 100,000
     */
    static IdCardNumber identity(LocalDate born, int sequence) {
        var first = "%s%02d%s%03d"
                .formatted(
                        REGION,
                        sequence / SEQUENCES,
                        born.format(DateTimeFormatter.BASIC_ISO_DATE),
                        sequence % SEQUENCES);
        return CHECKS.chars()
                .mapToObj(check -> first + (char) check)
                .filter(IdCardNumber::isValid)
                .map(IdCardNumber::of)
                .findFirst()
                .orElseThrow();
    }
}
