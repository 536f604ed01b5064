package io.linli.bench;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** What the command says. */
final class Words {

    static final String BUNDLE = "messages.bench";

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle(BUNDLE, Locale.ROOT);

    private Words() {}

    static String say(String key, @Nullable Object... details) {
        return new MessageFormat(TEXTS.getString(key), Locale.ROOT).format(details);
    }
}
