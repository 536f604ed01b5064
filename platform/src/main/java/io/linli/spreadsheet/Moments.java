package io.linli.spreadsheet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days and times in the forms that people type, and as Excel counts them. */
final class Moments {

    /** 2026-11-22, 2026/11/22, 2026.11.22, 2026年11月22日, each with a time or without. */
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{4})(?:[-/.]|年)(\\d{1,2})(?:[-/.]|月)(\\d{1,2})[日号]?(?:[T ]?(.+))?");

    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:时点](?:(\\d{1,2})(?:[:分](?:(\\d{1,2})秒?)?)?)?");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final int FIRST_YEAR = 1880;
    private static final int LAST_YEAR = 2200;
    private static final LocalDate DAY_0_OF_1904 = LocalDate.of(1904, 1, 1);

    /** Excel believes that 1900 was a leap year; from its 1 March on, days count from here. */
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

    private static final int FIRST_OF_MARCH_1900 = 61;
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

    private Moments() {}

    /** Of a text without blanks. */
    static Optional<LocalDateTime> read(String text) {
        var digits = DIGITS.matcher(text);
        if (digits.matches()) {
            return day(digits).map(LocalDate::atStartOfDay);
        }
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        var time = written.group(4) == null ? Optional.of(LocalTime.MIDNIGHT) : readTime(written.group(4));
        return day(written).flatMap(day -> time.map(day::atTime));
    }

    static Optional<LocalTime> readTime(String text) {
        var time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalTime.of(Integer.parseInt(time.group(1)), number(time.group(2)), number(time.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Of a number: 20261122 as it reads, any other as Excel counts days. */
    static Optional<LocalDateTime> ofNumber(BigDecimal number, boolean from1904) {
        var plain = number.stripTrailingZeros();
        if (plain.scale() <= 0) {
            var digits = DIGITS.matcher(plain.toPlainString());
            if (digits.matches()) {
                return day(digits).map(LocalDate::atStartOfDay);
            }
        }
        if (plain.signum() <= 0 || plain.compareTo(BigDecimal.valueOf(120_000)) > 0) {
            return Optional.empty();
        }
        var seconds = plain.multiply(SECONDS_A_DAY)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        var days = Math.floorDiv(seconds, 86_400L);
        if (!from1904 && days == FIRST_OF_MARCH_1900 - 1) {
            return Optional.empty(); // 29 February 1900, which never was
        }
        var day0 = from1904 ? DAY_0_OF_1904 : days < FIRST_OF_MARCH_1900 ? DAY_0.plusDays(1) : DAY_0;
        return Optional.of(day0.plusDays(days).atStartOfDay().plusSeconds(Math.floorMod(seconds, 86_400L)))
                .filter(moment -> isPlausible(moment.toLocalDate()));
    }

    static Optional<LocalTime> timeOf(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(BigDecimal.ONE) >= 0) {
            return Optional.empty();
        }
        var seconds = number.multiply(SECONDS_A_DAY)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        return seconds >= 86_400 ? Optional.empty() : Optional.of(LocalTime.ofSecondOfDay(seconds));
    }

    /** A number that is shown as a date, as a text that reads the same. */
    static String shown(@Nullable BigDecimal number, boolean from1904) {
        if (number == null) {
            return "";
        }
        var time = timeOf(number).map(LocalTime::toString);
        return time.orElseGet(() -> ofNumber(number, from1904)
                .map(moment -> moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                        ? moment.toLocalDate().toString()
                        : SHOWN.format(moment))
                .orElseGet(() -> Numbers.plain(number)));
    }

    private static Optional<LocalDate> day(Matcher parts) {
        try {
            return Optional.of(LocalDate.of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3))))
                    .filter(Moments::isPlausible);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlausible(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
