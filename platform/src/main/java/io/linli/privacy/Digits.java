package io.linli.privacy;

import java.util.regex.Pattern;

/** Reads digits as people type them. */
final class Digits {

    /** Stands behind a digit of two chars, and counts as nothing. */
    static final char FILLER = '\u2060';

    /** What people put between digits: spaces, dashes, and signs without width; as in a regular expression. */
    static final String GAP = "[ \\t\\u00A0\\u3000\\u200B-\\u200D\\u2060\\uFEFF\\-\\u2010-\\u2015\\u2212]";

    private static final Pattern GAPS = Pattern.compile("\\s|" + GAP);

    private Digits() {}

    /**
     * The same text with full-width and other decimal digits (and the full-width x and @) as ASCII ones. Every char
     * stays in its place, so that what is found here can be replaced in the original.
     */
    static String ascii(String text) {
        var ascii = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); ) {
            var point = text.codePointAt(at);
            var width = Character.charCount(point);
            if (Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER) {
                ascii.append((char) ('0' + Character.digit(point, 10))).repeat(FILLER, width - 1);
            } else if (point > '\uFF00' && point < '\uFF5F') {
                ascii.append((char) (point - 0xFEE0)); // full-width forms of ASCII
            } else {
                ascii.appendCodePoint(point);
            }
            at += width;
        }
        return ascii.toString();
    }

    /** The same without what stands between. */
    static String compact(String text) {
        return GAPS.matcher(ascii(text)).replaceAll("");
    }
}
