package io.linli.spreadsheet;

import io.linli.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;

/** What people read of a list: its title and headings, in both languages, and what each column asks for. */
@Component
class ListTexts {

    static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

    private static final int SHOWN_CHOICES = 20;

    private final MessageSource messages;

    ListTexts(MessageSource messages) {
        this.messages = messages;
    }

    String title(String list, Locale language) {
        return messages.getMessage("sheet." + list, null, language);
    }

    String heading(String list, Column column, Locale language) {
        return messages.getMessage("sheet." + list + "." + column.key(), null, language);
    }

    /** All that a column asks for: whether it must be filled, in which form, and what its owner adds. */
    String hint(String list, Column column, Locale language) {
        var own = messages.getMessage("sheet." + list + "." + column.key() + ".hint", null, "", language);
        var form =
                switch (column.type()) {
                    case TEXT -> say("spreadsheet.form.text", language, column.longest());
                    case CODE -> say("spreadsheet.form.code", language, choices(column, language));
                    case WHOLE, DECIMAL, DATE, TIME, DATE_TIME, PHONE, IDENTITY ->
                        say(
                                "spreadsheet.form."
                                        + column.type()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                language);
                };
        var must = say(column.mandatory() ? "spreadsheet.required" : "spreadsheet.optional", language);
        return Stream.of(must, form, own == null ? "" : own)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(say("spreadsheet.between", language)));
    }

    private static String choices(Column column, Locale language) {
        var all = column.choices().get();
        return all.stream()
                        .limit(SHOWN_CHOICES)
                        .map(choice -> choice.in(language))
                        .collect(Collectors.joining(language.equals(Locale.CHINESE) ? "、" : ", "))
                + (all.size() > SHOWN_CHOICES ? "…" : "");
    }

    String say(String key, Locale language, Object... details) {
        // a number is written as it stands, without a thousands separator
        return messages.getMessage(key, Stream.of(details).map(String::valueOf).toArray(), language);
    }

    String told(ProblemException problem, Locale language) {
        return problem.told(messages, language);
    }

    /** That every text is there; a list without one would fail when its first user asks for the template. */
    void require(ImportList list) {
        for (var language : LANGUAGES) {
            try {
                title(list.name(), language);
                list.columns().forEach(column -> heading(list.name(), column, language));
            } catch (NoSuchMessageException e) {
                throw new IllegalStateException("The list " + list.name() + " has no text " + e.getMessage(), e);
            }
        }
    }
}
