package io.linli.identity.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.linli.identity.OwnPassword;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The way back for who forgot their password: a code to the telephone of the account. */
@RestController
@SecurityRequirements // open to everyone
@RequestMapping(path = "/api/passwords", version = "1+")
class PasswordController {

    private final OwnPassword password;

    PasswordController(OwnPassword password) {
        this.password = password;
    }

    @Operation(summary = "Send a code to the telephone of an account whose password was forgotten")
    @PostMapping("/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SentCode send(@RequestBody @Valid Asked asked, HttpServletRequest request) {
        return new SentCode(password.sendCode(asked.username(), request).orElse(null));
    }

    @Operation(summary = "Choose another password with the code that was sent")
    @PostMapping("/resets")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@RequestBody @Valid Reset reset, HttpServletRequest request) {
        password.reset(reset.username(), reset.code(), reset.password(), request);
    }

    record Asked(@NotBlank @Size(max = 64) String username) {}

    /** The same whether there is such an account or not; the demo sends no message and shows the code instead. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SentCode(@Nullable String demoCode) {}

    record Reset(
            @NotBlank @Size(max = 64) String username,
            @NotNull @Pattern(regexp = "\\d{6}") String code,
            @NotBlank @Size(max = 200) String password) {}
}
