package io.linli.analysis;

import io.linli.incident.Categories;
import io.linli.incident.Category;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says in the reader's language what was found and by what figures. */
@Component
class SignalWords {

    private static final int MILLIMETRES = 3;

    private final MessageSource messages;
    private final Territory territory;
    private final Categories categories;

    SignalWords(MessageSource messages, Territory territory, Categories categories) {
        this.messages = messages;
        this.territory = territory;
        this.categories = categories;
    }

    String title(SignalKind kind) {
        return say("signal." + kind);
    }

    /** Observed, expected, chance, times, days, across, of: whatever of them the kind speaks of. */
    String reason(SignalKind kind, Map<String, Double> figures, String topic) {
        if (kind == SignalKind.RAIN) {
            return rain(figures, topic);
        }
        var variant = kind == SignalKind.RECURRENCE && figures.getOrDefault("dispute", 0.0) > 0 ? ".dispute" : "";
        var details = Stream.of("observed", "expected", "chance", "times", "days", "across", "of")
                .map(name -> number(figures.get(name)))
                .toArray();
        return say("signal." + kind + ".reason" + variant, details);
    }

    /** The sum as it was measured: rounded, 49.9 would read like the 50 that it did not reach. */
    private String rain(Map<String, Double> figures, String topic) {
        var format = NumberFormat.getNumberInstance(LocaleContextHolder.getLocale());
        format.setMaximumFractionDigits(MILLIMETRES);
        var details = Stream.concat(
                        Stream.of(topic.split(":", -1)[1]),
                        Stream.of("hours", "mm", "threshold", "missing")
                                .map(name -> format.format(figures.getOrDefault(name, 0.0))))
                .toArray();
        var variant = figures.getOrDefault("missing", 0.0) > 0 ? ".gap" : "";
        return say("signal.RAIN.reason" + variant, details);
    }

    private static String number(@Nullable Double figure) {
        if (figure == null || !Double.isFinite(figure)) {
            return "";
        }
        if (figure != 0 && Math.abs(figure) < 0.001) {
            return new BigDecimal(figure).round(new MathContext(2)).toString();
        }
        var format = NumberFormat.getNumberInstance(LocaleContextHolder.getLocale());
        format.setMaximumFractionDigits(Math.abs(figure) < 10 ? 2 : 0);
        return format.format(figure);
    }

    String areaName(AreaCode area) {
        return territory.fullName(area);
    }

    /** Of the kind itself, or of the next around it. */
    @Nullable
    String categoryName(@Nullable String code) {
        return categories.find(code).map(Category::name).orElse(null);
    }

    String say(String key, Object... details) {
        return messages.getMessage(key, details, LocaleContextHolder.getLocale());
    }
}
