package io.linli.analysis.language;

import io.linli.analysis.language.Classified.Guess;
import io.linli.identity.Caller;
import io.linli.incident.Categories;
import io.linli.incident.IncidentDetails;
import io.linli.incident.IncidentId;
import java.util.List;
import org.springframework.stereotype.Service;

/** What the words of one incident suggest, with the reasons, for who files it. */
@Service
public class TriageDesk {

    private final IncidentDetails incidents;
    private final Categories categories;
    private final Models models;
    private final LanguageTriage triage;
    private final Duplicates duplicates;

    TriageDesk(
            IncidentDetails incidents,
            Categories categories,
            Models models,
            LanguageTriage triage,
            Duplicates duplicates) {
        this.incidents = incidents;
        this.categories = categories;
        this.models = models;
        this.triage = triage;
        this.duplicates = duplicates;
    }

    /**
     * All of it is a suggestion.
     *
     * @param model the version of the model that says so
     * @param finer kinds by their names, less sure
     * @param priority with each reason and its points
     */
    public record Suggested(String model, Classified kinds, List<Guess> finer, Priority priority) {}

    /** Refused when the caller may not see the incident. */
    public Suggested of(IncidentId id, Caller caller) {
        var incident = incidents.of(id, caller);
        var text = incident.description();
        var classifier = models.get();
        var kinds = classifier.classify(text);
        return new Suggested(
                classifier.card().version(),
                kinds,
                FinerKinds.of(text, kinds.categories(), categories.all()),
                Priority.of(text, incident.category(), duplicates.of(id, caller).size(), triage.rain(incident.area())));
    }
}
