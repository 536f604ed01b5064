package io.linli.identity.web;

import io.linli.identity.Caller;
import io.linli.identity.ExternalProvider;
import io.linli.identity.ExternalSignIn;
import io.linli.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in by another provider of identities. Browsers come here and go on to a page, whatever becomes of it. */
@RestController
@RequestMapping(version = "1+")
class ExternalController {

    private static final String PROVIDER = "residents|staff";

    private final ExternalSignIn external;

    ExternalController(ExternalSignIn external) {
        this.external = external;
    }

    @Operation(summary = "Go to another provider of identities to sign in there")
    @SecurityRequirements // open to everyone
    @GetMapping("/api/session/external/{provider}")
    ResponseEntity<Void> goThere(
            @PathVariable @Pattern(regexp = PROVIDER) String provider, HttpServletRequest request) {
        var asked = provider(provider);
        try {
            return to(external.begin(asked, request));
        } catch (ProblemException e) {
            return refused(asked, e);
        }
    }

    @Operation(summary = "Come back from another provider of identities with a code, and be signed in")
    @SecurityRequirements // open to everyone
    @GetMapping("/api/session/external/{provider}/back")
    ResponseEntity<Void> comeBack(
            @PathVariable @Pattern(regexp = PROVIDER) String provider,
            @RequestParam(required = false) @Size(max = 4000) @Nullable String code,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String state,
            @RequestParam(required = false) @Size(max = 200) @Nullable String error,
            HttpServletRequest request,
            HttpServletResponse response) {
        var asked = provider(provider);
        try {
            var caller = external.end(asked, new ExternalSignIn.Answer(code, state, error), request, response);
            return to(asked.face() + (caller.due() == null ? "" : "login/finish"));
        } catch (ProblemException e) {
            return refused(asked, e);
        }
    }

    @Operation(summary = "List by which other providers the caller can sign in, and since when")
    @GetMapping("/api/account/external")
    List<ExternalSignIn.Linked> externalLinks(Caller caller) {
        return external.linked(caller);
    }

    @Operation(summary = "Link the caller's account: answers where to go and sign in")
    @PostMapping("/api/account/external/{provider}")
    Link linkExternal(
            @PathVariable @Pattern(regexp = PROVIDER) String provider, Caller caller, HttpServletRequest request) {
        external.wantLink(provider(provider), request);
        return new Link("/api/session/external/" + provider);
    }

    @Operation(summary = "Undo the link of the caller's account")
    @DeleteMapping("/api/account/external/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlinkExternal(@PathVariable @Pattern(regexp = PROVIDER) String provider, Caller caller) {
        external.unlink(caller, provider(provider));
    }

    private static ExternalProvider provider(String path) {
        return ExternalProvider.valueOf(path.toUpperCase(Locale.ROOT));
    }

    private static ResponseEntity<Void> refused(ExternalProvider provider, ProblemException e) {
        return to(provider.face() + "login?refused=" + e.problem().name());
    }

    private static ResponseEntity<Void> to(String location) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(location))
                .build();
    }

    record Link(String location) {}
}
