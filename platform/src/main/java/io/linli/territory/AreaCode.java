package io.linli.territory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of an area: a statistical division of 2, 4, 6, 9 or 12 digits (GB/T 2260 and 统计用区划代码), a grid of 15
 * (its community's twelve, then three of its own) or a micro-grid of 17. An area's code begins with that of the area
 * it lies in. A code never changes its meaning.
 */
public record AreaCode(@JsonValue String code) implements Comparable<AreaCode> {

    private static final Pattern FORMAT = Pattern.compile("(\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}|\\d{15}|\\d{17})");

    @JsonCreator
    public AreaCode {
        if (!isValid(code)) {
            throw new IllegalArgumentException("Not an area code: " + code);
        }
    }

    public static boolean isValid(String text) {
        return FORMAT.matcher(text).matches();
    }

    public static AreaCode of(String text) {
        return new AreaCode(text);
    }

    public AreaLevel level() {
        return AreaLevel.ofDigits(code.length());
    }

    /** The area around this one; a province has none. */
    public Optional<AreaCode> parent() {
        return level().above().map(this::at);
    }

    /** The area of that level around this one, or this one itself. Must not be a smaller level. */
    public AreaCode at(AreaLevel level) {
        return new AreaCode(code.substring(0, level.digits()));
    }

    /** Whether the other lies in this one or is this one. */
    public boolean contains(AreaCode other) {
        return other.code.startsWith(code);
    }

    /** The smallest area that all of them lie in or are; none when they share no province. */
    static Optional<AreaCode> around(Collection<AreaCode> areas) {
        return areas.stream()
                .map(Optional::of)
                .reduce((one, other) -> one.flatMap(a -> other.flatMap(a::and)))
                .flatMap(found -> found);
    }

    private Optional<AreaCode> and(AreaCode other) {
        return contains(other) ? Optional.of(this) : parent().flatMap(around -> around.and(other));
    }

    /** Codes of areas in this one are at least {@link #code} and less than this (compared as in {@code collate "C"}). */
    public String end() {
        return code + ":"; // ':' follows '9'
    }

    @Override
    public int compareTo(AreaCode other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
