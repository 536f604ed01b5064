package io.linli.identity.web;

import io.linli.identity.Caller;
import io.linli.identity.OwnPassword;
import io.linli.identity.OwnSessions;
import io.linli.identity.SecondFactors;
import io.linli.identity.SignUp;
import io.linli.privacy.PersonName;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What everybody looks after themselves: password, second factor, and where they are signed in. */
@RestController
@RequestMapping(path = "/api/account", version = "1+")
class OwnAccountController {

    private final OwnPassword password;
    private final OwnSessions own;
    private final SecondFactors factors;
    private final SignUp residents;
    private final Sessions sessions;

    OwnAccountController(
            OwnPassword password, OwnSessions own, SecondFactors factors, SignUp residents, Sessions sessions) {
        this.password = password;
        this.own = own;
        this.factors = factors;
        this.residents = residents;
        this.sessions = sessions;
    }

    @Operation(summary = "Say whether the caller signs in with a password")
    @GetMapping("/password")
    Chosen password(Caller caller) {
        return new Chosen(password.isSet(caller));
    }

    @Operation(summary = "Choose another password; every other session is signed out")
    @PutMapping("/password")
    Sessions.Me change(
            @RequestBody @Valid Change change,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        return sessions.me(password.change(caller, change.current(), change.password(), request, response), request);
    }

    @Operation(summary = "Become a resident with an account, as a guest whose telephone is proved")
    @PostMapping("/sign-up")
    Sessions.Me signUp(
            @RequestBody @Valid Named named, Caller caller, HttpServletRequest request, HttpServletResponse response) {
        return sessions.me(residents.settle(caller, named.name(), request, response), request);
    }

    @Operation(summary = "Close the caller's account and erase who they are")
    @PostMapping("/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(Caller caller, HttpServletRequest request) {
        residents.leave(caller, request);
    }

    @Operation(summary = "List where the caller is signed in")
    @GetMapping("/sessions")
    List<OwnSessions.Open> open(Caller caller, HttpServletRequest request) {
        return own.open(caller, request);
    }

    @Operation(summary = "Sign one of the caller's other sessions out")
    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id, Caller caller, HttpServletRequest request) {
        own.end(caller, id, request);
    }

    @Operation(summary = "Sign every other session of the caller out")
    @DeleteMapping("/sessions")
    Ended endOthers(Caller caller, HttpServletRequest request) {
        return new Ended(own.endOthers(caller, request));
    }

    @Operation(summary = "List the latest sign-ins under the caller's name, and those that failed")
    @GetMapping("/sign-ins")
    List<OwnSessions.Attempt> signIns(
            Caller caller, HttpServletRequest request, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return own.attempts(caller, request, size);
    }

    @Operation(summary = "Say whether the caller has a second factor and needs one")
    @GetMapping("/second-factor")
    SecondFactors.State factor(Caller caller) {
        return factors.state(caller);
    }

    @Operation(summary = "Begin to set up a second factor: a key for an authenticator app")
    @PostMapping("/second-factor")
    @ResponseStatus(HttpStatus.CREATED)
    SecondFactors.SetUp begin(Caller caller) {
        return factors.begin(caller);
    }

    @Operation(summary = "Confirm the second factor with its first code; answers the codes for paper, this once")
    @PutMapping("/second-factor")
    OnPaper confirm(
            @RequestBody @Valid Code code, Caller caller, HttpServletRequest request, HttpServletResponse response) {
        return new OnPaper(factors.confirm(caller, code.code(), request, response));
    }

    @Operation(summary = "Remove the caller's second factor, where none is needed")
    @PostMapping("/second-factor/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestBody @Valid Code code, Caller caller, HttpServletRequest request) {
        factors.remove(caller, code.code(), request);
    }

    record Change(
            @NotBlank @Size(max = 200) String current,
            @NotBlank @Size(max = 200) String password) {}

    record Chosen(boolean set) {}

    record Named(@NotNull PersonName name) {}

    record Code(@NotBlank @Size(max = 20) String code) {}

    record Ended(int ended) {}

    record OnPaper(List<String> recoveryCodes) {}
}
