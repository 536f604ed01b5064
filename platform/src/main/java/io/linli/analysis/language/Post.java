package io.linli.analysis.language;

import io.linli.privacy.Redaction;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.util.Locale;

/** What somebody wrote for all to see, and how many agreed or did not. */
record Post(String id, LocalDateTime time, String topic, String detail, int likes, int against) {

    private static final int LONGEST = 2_000;
    private static final Redaction REDACTION = Redaction.ofNumbers();

    /** Names of places hold digits (the third line, block 9), so they stay; marks become blanks. */
    static Post of(String id, LocalDateTime time, String topic, String detail, int likes, int against) {
        return new Post(id, time, plain(topic), plain(detail), likes, against);
    }

    private static String plain(String typed) {
        var text = typed.length() <= LONGEST ? typed : typed.substring(0, LONGEST);
        return Normalizer.normalize(REDACTION.redact(text), Normalizer.Form.NFKC)
                .replaceAll("〔[^〕]*〕", " ")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .toUpperCase(Locale.ROOT)
                .strip();
    }

    String wording() {
        return topic + " " + detail;
    }
}
