package io.linli.identity.web;

import io.linli.identity.FirstAdministrator;
import io.linli.privacy.PersonName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The one-time link for the first administrator. */
@RestController
@SecurityRequirements // open to everyone
@RequestMapping(path = "/api/setup/{token}", version = "1+")
class SetupController {

    private final FirstAdministrator first;

    SetupController(FirstAdministrator first) {
        this.first = first;
    }

    @Operation(summary = "Say until when the link for the first administrator holds")
    @GetMapping
    Link look(@PathVariable @Size(max = 100) String token) {
        return new Link(first.holdsUntil(token));
    }

    @Operation(summary = "Open the account of the first administrator")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    void open(@PathVariable @Size(max = 100) String token, @RequestBody @Valid Administrator administrator) {
        first.open(token, administrator.username(), administrator.name(), administrator.password());
    }

    record Link(Instant expiresAt) {}

    record Administrator(
            @NotBlank @Size(max = 64) String username,
            @NotNull PersonName name,
            @NotBlank @Size(max = 200) String password) {}
}
