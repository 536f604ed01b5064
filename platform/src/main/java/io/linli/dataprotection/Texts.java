package io.linli.dataprotection;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
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

    String say(Locale language, String key, Object... details) {
        return messages.getMessage(key, details, language);
    }
}
