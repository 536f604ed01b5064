package io.linli.operation;

import io.linli.settings.FirstDayCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** What is still missing before this installation goes live: what each module looks for, what is open first. */
@Service
public class FirstDay {

    private final List<FirstDayCheck> checks;
    private final MessageSource messages;

    FirstDay(List<FirstDayCheck> checks, MessageSource messages) {
        this.checks = checks;
        this.messages = messages;
    }

    /**
     * One thing that has to be so.
     *
     * @param todo missing when it is done
     */
    public record Item(
            String name,
            String title,
            boolean done,
            String text,
            @Nullable String todo) {}

    public List<Item> list(Locale language) {
        return checks.stream()
                .map(check -> item(check, language))
                .sorted(Comparator.comparing(Item::done).thenComparing(Item::name))
                .toList();
    }

    private Item item(FirstDayCheck check, Locale language) {
        var key = "first-day." + check.name();
        var found = check.look();
        return new Item(
                check.name(),
                say(key, language),
                found.done(),
                say(
                        key + (found.done() ? ".done" : ".open"),
                        language,
                        found.details().toArray()),
                found.done() ? null : say(key + ".todo", language));
    }

    private String say(String key, Locale language, Object... details) {
        return messages.getMessage(key, details, language);
    }
}
