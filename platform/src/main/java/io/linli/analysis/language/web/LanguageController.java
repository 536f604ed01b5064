package io.linli.analysis.language.web;

import io.linli.analysis.language.Duplicates;
import io.linli.analysis.language.Language;
import io.linli.analysis.language.ModelCard;
import io.linli.analysis.language.TriageDesk;
import io.linli.identity.Caller;
import io.linli.incident.IncidentId;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/analysis", version = "1+")
@InvalidAs("CLASSIFY_DATA_INVALID")
@PreAuthorize("hasAuthority('analysis:classify')")
class LanguageController {

    private static final int MOST = 1_000;
    private static final int LONGEST = 10_000; // of UTF-16

    private final Language language;
    private final TriageDesk triage;
    private final Duplicates duplicates;

    LanguageController(Language language, TriageDesk triage, Duplicates duplicates) {
        this.language = language;
        this.triage = triage;
        this.duplicates = duplicates;
    }

    @Operation(
            summary = "Say of each text what kind of matter it may be, with confidence and reasons",
            description = "A suggestion by a model, for people to decide by. The texts are kept nowhere.")
    @PostMapping("/classify")
    Language.Answer classify(@RequestBody @Valid Texts wanted) {
        return language.classify(wanted.texts());
    }

    @Operation(summary = "Read the card of the model in use: data, date, figures, limits")
    @GetMapping("/model")
    ModelCard model() {
        return language.card();
    }

    @Operation(
            summary =
                    "See what the words of an incident suggest: its kind, finer kinds and priority, each with reasons",
            description = "Suggestions for who files it; nothing is decided by them.")
    @GetMapping("/incidents/{id}/triage")
    TriageDesk.Suggested triage(Caller caller, @PathVariable IncidentId id) {
        return triage.of(id, caller);
    }

    @Operation(
            summary = "List incidents that may be about the same thing, near in space, time and words",
            description =
                    "Candidates with the reason, of those that the caller may see; a person says whether they are.")
    @GetMapping("/incidents/{id}/duplicates")
    Found duplicates(Caller caller, @PathVariable IncidentId id) {
        return new Found(duplicates.of(id, caller));
    }

    record Found(List<Duplicates.Candidate> items) {}

    record Texts(@NotNull @Size(max = MOST) List<@NotNull @Size(max = LONGEST) String> texts) {}
}
