package io.linli.spreadsheet;

import java.util.Locale;
import org.springframework.context.MessageSource;

/** One entry of a dictionary, as people read it and as it is kept. */
public record Choice(String code, String chinese, String english) {

    /** One whose words stand in the bundles under the key of its column and its own code, as {@code <key>.<code>}. */
    public static Choice of(String code, String key, MessageSource messages) {
        var words = key + "." + code;
        return new Choice(
                code,
                messages.getMessage(words, null, Locale.CHINESE),
                messages.getMessage(words, null, Locale.ENGLISH));
    }

    String in(Locale language) {
        return language.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
    }
}
