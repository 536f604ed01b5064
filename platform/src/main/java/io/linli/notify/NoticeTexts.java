package io.linli.notify;

import io.linli.privacy.Redaction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Words notices. The texts are data: two for each name and version, in the bundles of whoever sends them. */
@Component
class NoticeTexts {

    private static final int LONGEST = 200;

    /** Line breaks, and signs that turn the direction of writing: nothing that a detail has any need of. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");

    record Told(String title, String text) {}

    private final MessageSource messages;
    private final Redaction redaction;
    private final boolean demo;

    NoticeTexts(MessageSource messages, Redaction redaction, @Value("${linli.demo}") boolean demo) {
        this.messages = messages;
        this.redaction = redaction;
        this.demo = demo;
    }

    /** Fails for a text that there is not: it would be noticed only by those who are told nothing. */
    void mustExist(String template) {
        for (var language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            messages.getMessage(key(template, "title"), null, language);
            messages.getMessage(key(template, "text"), null, language);
        }
    }

    Told tell(String template, List<String> details, Locale language) {
        var gaps = details.toArray();
        return marked(
                messages.getMessage(key(template, "title"), gaps, language),
                messages.getMessage(key(template, "text"), gaps, language),
                language);
    }

    /** The message that brings the code for a new address. */
    Told code(String code, Duration holds, Locale language) {
        return marked(
                messages.getMessage("notice.code.title", null, language),
                messages.getMessage("notice.code.text", new Object[] {code, holds.toMinutes()}, language),
                language);
    }

    /** Several notices in one message; the lines are worded and marked already. */
    Told digest(int all, List<String> lines, Locale language) {
        return new Told(
                messages.getMessage("notice.digest.title", new Object[] {all}, language),
                lines.stream().map(line -> "· " + line).collect(Collectors.joining("\n")));
    }

    private Told marked(String title, String text, Locale language) {
        return new Told(title, demo ? text + " " + messages.getMessage("notice.demo", null, language) : text);
    }

    private static String key(String template, String part) {
        return "notice." + template + "." + part;
    }

    /** Fit for one line of any message: without what cannot be seen, without numbers of persons, and not too long. */
    String plain(String detail) {
        var line = redaction.redact(UNSEEN.matcher(detail).replaceAll(" ").strip());
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
