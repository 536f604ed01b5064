package io.linli.notify.web;

import io.linli.notify.DeadLetters;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What could not be delivered, for those who look after the server. */
@RestController
@RequestMapping(path = "/api/notices/dead-letters", version = "1+")
class DeadLetterController {

    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    @Operation(summary = "List the messages that could not be delivered, newest first")
    @GetMapping
    @PreAuthorize("hasAuthority('notify:operate')")
    DeadLetters.Page deadLetters(
            @RequestParam(required = false) @Size(max = 40) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return letters.list(after, size);
    }

    @Operation(summary = "Send one of them on its way again")
    @PostMapping("/{id}/retry")
    @PreAuthorize("hasAuthority('notify:operate')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resend(@PathVariable UUID id) {
        letters.again(id);
    }

    @Operation(summary = "Give one of them up for good, with the reason")
    @PostMapping("/{id}/drop")
    @PreAuthorize("hasAuthority('notify:operate')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dropLetter(@PathVariable UUID id, @RequestBody @Valid Why why) {
        letters.drop(id, why.reason().strip());
    }

    record Why(
            @NotBlank @Size(min = 2, max = 500) @Pattern(regexp = "\\P{Cntrl}*")
            String reason) {}
}
