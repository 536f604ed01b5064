package io.linli.analysis.language.web;

import io.linli.analysis.language.Language;
import io.linli.analysis.language.ModelCard;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
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

    LanguageController(Language language) {
        this.language = language;
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

    record Texts(@NotNull @Size(max = MOST) List<@NotNull @Size(max = LONGEST) String> texts) {}
}
