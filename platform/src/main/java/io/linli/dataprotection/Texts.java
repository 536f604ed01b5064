package io.linli.dataprotection;

import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** The words that modules have for what they keep, in the language of whoever asks. */
@Component
class Texts {

    private final MessageSource messages;

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    String say(String key, Object... details) {
        return say(LocaleContextHolder.getLocale(), key, details);
    }

    /** A kind of data that departments are given, or a list that leaves as a workbook; what nobody has words for, as it is. */
    String named(String what) {
        var keys = new String[] {"personal." + what + ".what", "sheet." + what};
        return messages.getMessage(new DefaultMessageSourceResolvable(keys, what), LocaleContextHolder.getLocale());
    }

    /** A law goes by its key in the bundles; a setting, or what an operator typed, by itself. */
    String cited(String source) {
        return Objects.requireNonNull(messages.getMessage(source, null, source, LocaleContextHolder.getLocale()));
    }

    String say(Locale language, String key, Object... details) {
        return messages.getMessage(key, details, language);
    }
}
