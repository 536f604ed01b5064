package io.linli.settings;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts for the terminal, where nobody says which language they read: Chinese first, then English, on one line. */
public final class BothLanguages extends ResourceBundle {

    private final List<ResourceBundle> chinese;
    private final List<ResourceBundle> english;

    private BothLanguages(String... names) {
        chinese = bundles(Locale.CHINESE, names);
        english = bundles(Locale.ROOT, names);
    }

    public static BothLanguages of(String... names) {
        return new BothLanguages(names);
    }

    // no fall-back to the machine's own language: English must stay English on a Chinese machine
    private static List<ResourceBundle> bundles(Locale language, String... names) {
        var control = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
        return Arrays.stream(names)
                .map(name -> getBundle(name, language, BothLanguages.class.getClassLoader(), control))
                .toList();
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        var zh = text(chinese, key);
        var en = text(english, key);
        return zh == null || en == null ? en : zh.equals(en) ? en : zh + " · " + en;
    }

    private static @Nullable String text(List<ResourceBundle> bundles, String key) {
        return bundles.stream()
                .filter(bundle -> bundle.containsKey(key))
                .map(bundle -> bundle.getString(key))
                .findFirst()
                .orElse(null);
    }

    /** The text with its gaps filled, numbers as they are: a line or a process is not to be written 12,345. */
    public String say(String key, Object... details) {
        return new MessageFormat(getString(key), Locale.ROOT)
                .format(Arrays.stream(details).map(String::valueOf).toArray());
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(
                english.stream().flatMap(bundle -> bundle.keySet().stream()).collect(Collectors.toSet()));
    }
}
