package io.linli.gateway;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What the gateway says by itself, in the two languages of Linli. */
final class Texts {

    private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

    private Texts() {}

    /** The language that is wanted; Chinese when nobody says. */
    static Locale language(List<LanguageRange> wanted) {
        var found = Locale.lookup(wanted, LANGUAGES);
        return found == null ? Locale.CHINESE : found;
    }

    static String say(String key, Locale language, Object... details) {
        // no fall-back to the machine's own language: English must stay English on a Chinese machine
        var bundle = ResourceBundle.getBundle(
                "messages/gateway",
                language.equals(Locale.ENGLISH) ? Locale.ROOT : language,
                Texts.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(details);
    }

    /** For the terminal, where nobody says which language they read. */
    static String both(String key, Object... details) {
        return say(key, Locale.CHINESE, details) + " · " + say(key, Locale.ENGLISH, details);
    }
}
