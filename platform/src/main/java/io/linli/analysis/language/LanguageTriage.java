package io.linli.analysis.language;

import io.linli.analysis.rain.RainLevel;
import io.linli.analysis.rain.RainNow;
import io.linli.incident.Categories;
import io.linli.incident.IncidentTriage;
import io.linli.territory.AreaCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * At intake. What the reporter or the keepers of the kinds name by a word of theirs goes first: it is exact, and finer. Where
 * they name nothing, the model's kind is followed if it is sure enough; else the matter stays without a kind, and the suggestion
 * is shown to who files it.
 */
@Component
class LanguageTriage implements IncidentTriage {

    private final Models models;
    private final Categories categories;
    private final ObjectProvider<RainNow> rain;

    LanguageTriage(Models models, Categories categories, ObjectProvider<RainNow> rain) {
        this.models = models;
        this.categories = categories;
        this.rain = rain;
    }

    @Override
    public Suggestion suggest(@Nullable String type, String description, AreaCode area) {
        var category = categories.guess(type, description).or(() -> learned(type, description));
        var priority = Priority.of(text(type, description), category.orElse(null), 0, rain(area));
        return new Suggestion(category.orElse(null), priority.level() == Priority.HIGHEST);
    }

    private Optional<String> learned(@Nullable String type, String description) {
        var classifier = models.ifReady();
        if (classifier == null) {
            return Optional.empty();
        }
        var classified = classifier.classify(text(type, description));
        return classified.decided()
                ? Optional.of(classified.categories().getFirst().code())
                : Optional.empty();
    }

    @Nullable
    RainLevel rain(AreaCode area) {
        var now = rain.getIfAvailable();
        return now == null ? null : now.reached(area).orElse(null);
    }

    private static String text(@Nullable String type, String description) {
        return type == null ? description : type + "\n" + description;
    }
}
