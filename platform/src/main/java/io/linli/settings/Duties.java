package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DUTY_UNKNOWN;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The duties of this instance ({@code linli.duties}): all of them, unless others share the work. */
@Component
public final class Duties {

    static final String PROPERTY = "linli.duties";

    private final Set<Duty> held;

    @Autowired
    Duties(@Value("${" + PROPERTY + ":}") String words) {
        this(parse(words));
    }

    private Duties(Set<Duty> held) {
        this.held = Set.copyOf(held);
    }

    /** As they are written: {@code serve,timers}; all when nothing is. */
    public static Duties of(String words) {
        return new Duties(parse(words));
    }

    private static Set<Duty> parse(String words) {
        var named = Arrays.stream(words.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(Duties::duty)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Duty.class)));
        return named.isEmpty() ? EnumSet.allOf(Duty.class) : named;
    }

    private static Duty duty(String word) {
        return Arrays.stream(Duty.values())
                .filter(duty -> duty.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new CannotStart(DUTY_UNKNOWN, word, words(List.of(Duty.values()))));
    }

    public boolean has(Duty duty) {
        return held.contains(duty);
    }

    /** Those that none of these instances has. */
    public static Set<Duty> missing(Collection<Duties> instances) {
        var missing = EnumSet.allOf(Duty.class);
        instances.forEach(instance -> missing.removeAll(instance.held));
        return missing;
    }

    public static String words(Collection<Duty> duties) {
        return duties.stream()
                .sorted()
                .map(duty -> duty.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return words(held);
    }
}
