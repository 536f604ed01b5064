package io.linli.analysis.language;

import io.linli.privacy.Redaction;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A text as models see it: without numbers of persons, without marks and digits, one blank between its parts. A short first
 * line is its topic, which says most of what it is about and counts as often as several lines.
 */
final class Wording {

    /** Who writes more has said by then what it is about. */
    private static final int LONGEST = 10_000;

    private static final int LONGEST_TOPIC = 100;
    private static final int TOPIC = 8;

    private static final Redaction REDACTION = Redaction.ofNumbers();

    private Wording() {}

    static String of(String typed) {
        var text = typed.strip();
        int line = text.indexOf('\n');
        return line > 0 && line <= LONGEST_TOPIC
                ? plain((text.substring(0, line) + "\n").repeat(TOPIC) + text.substring(line))
                : plain(text);
    }

    private static String plain(String typed) {
        var text = typed.length() <= LONGEST ? typed : typed.substring(0, LONGEST);
        var plain = Normalizer.normalize(REDACTION.redact(text), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        var words = new StringBuilder(plain.length() + 2);
        words.append(' ');
        // the markers of what was redacted are no words of the writer's
        boolean marker = false;
        for (int at = 0; at < plain.length(); at++) {
            char c = plain.charAt(at);
            marker = c == '〔' || (marker && c != '〕');
            if (!marker && Character.isLetter(c)) {
                words.append(c);
            } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        if (words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
        return words.toString();
    }
}
