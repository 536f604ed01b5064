package io.linli.identity.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.linli.identity.Guests;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How a stranger becomes a guest or a resident: with a code sent to their telephone. */
@RestController
@SecurityRequirements // open to everyone
@RequestMapping(path = "/api/guest", version = "1+")
class GuestController {

    private final Guests guests;
    private final Sessions sessions;

    GuestController(Guests guests, Sessions sessions) {
        this.guests = guests;
        this.sessions = sessions;
    }

    @Operation(summary = "Send a code to a telephone")
    @PostMapping("/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Sent send(@RequestBody @Valid Asked asked, HttpServletRequest request) {
        return new Sent(guests.sendCode(asked.phone(), request).orElse(null));
    }

    @Operation(
            summary = "Sign in with the code that was sent",
            description =
                    "As the resident whose number it is; else, with a name, as a new resident, and without one as a guest.")
    @PostMapping("/session")
    Sessions.Me begin(@RequestBody @Valid Proof proof, HttpServletRequest request, HttpServletResponse response) {
        return sessions.me(guests.begin(proof.phone(), proof.code(), proof.name(), request, response), request);
    }

    record Asked(@NotNull PhoneNumber phone) {}

    /** What became of the request for a code; the demo sends no message and shows the code instead. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sent(@Nullable String demoCode) {}

    record Proof(
            @NotNull PhoneNumber phone,
            @NotNull @Pattern(regexp = "\\d{6}") String code,
            @Nullable PersonName name) {}
}
