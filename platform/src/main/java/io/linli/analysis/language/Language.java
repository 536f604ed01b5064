package io.linli.analysis.language;

import java.util.List;
import org.springframework.stereotype.Service;

/** Reads texts for those who ask over the network. */
@Service
public class Language {

    private final Models models;

    Language(Models models) {
        this.models = models;
    }

    /**
     * What was read, in the order of the texts.
     *
     * @param model the version of the model that says so
     */
    public record Answer(String model, List<Classified> items) {}

    public Answer classify(List<String> texts) {
        var classifier = models.get();
        return new Answer(
                classifier.card().version(),
                texts.stream().map(classifier::classify).toList());
    }

    /** What the model in use says of itself. */
    public ModelCard card() {
        return models.get().card();
    }
}
