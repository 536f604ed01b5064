package io.linli.incident;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Text as people type it, made fit to be kept. */
final class Words {

    private Words() {}

    /**
     * Normalised (NFC), without control characters and halves of characters, lines ended by \n, trimmed. They are taken
     * out silently: nobody typed them on purpose, PostgreSQL takes no NUL, and half a character is no UTF-8.
     */
    static String clean(String typed) {
        var text = new StringBuilder(typed.length());
        Normalizer.normalize(typed.replace("\r\n", "\n"), Normalizer.Form.NFC)
                .codePoints()
                .map(c -> c == '\r' || c == 0x2028 || c == 0x2029 ? '\n' : c)
                .filter(c -> c == '\n' || c == '\t' || !unfit(c))
                .forEach(text::appendCodePoint);
        return text.toString().strip();
    }

    static boolean isBlank(@Nullable String text) {
        return text == null
                || text.codePoints()
                        .allMatch(c -> Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.getType(c) == Character.FORMAT);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static String first(String text, int most) {
        return length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static boolean unfit(int c) {
        var type = Character.getType(c);
        // noncharacters such as U+FFFE are UNASSIGNED; those are left alone, as tomorrow's characters are too
        return type == Character.CONTROL || type == Character.SURROGATE;
    }
}
