package io.linli.sensing.web;

import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.sensing.PublicWarning;
import io.linli.sensing.PublicWarnings;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Public warnings, as those who may issue them said them. */
@RestController
@RequestMapping(path = "/api/weather/warnings", version = "1+")
@InvalidAs("WEATHER_DATA_INVALID")
class PublicWarningController {

    private static final String LINE = "\\P{Cntrl}*";
    private static final String CAP = "application/cap+xml";

    private final PublicWarnings warnings;

    PublicWarningController(PublicWarnings warnings) {
        this.warnings = warnings;
    }

    @Operation(summary = "List the public warnings that concern the caller's ground, the latest first")
    @GetMapping
    @PreAuthorize("hasAuthority('sensing:read')")
    All publicWarnings(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean inForce,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return new All(warnings.list(inForce, size, caller));
    }

    @Operation(summary = "Read one public warning")
    @GetMapping("/{id}")
    @PreAuthorize("hasAuthority('sensing:read')")
    PublicWarning publicWarning(Caller caller, @PathVariable UUID id) {
        return warnings.find(id, caller);
    }

    @Operation(
            summary = "Take in a message of CAP 1.2",
            description =
                    "Updates and cancellations end the messages that they refer to, in whatever order they come. Document"
                            + " types and entities are refused, and so is what is larger than 256 kB.")
    @PostMapping(consumes = {CAP, MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    @PreAuthorize("hasAuthority('sensing:receive')")
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = CAP, schema = @Schema(type = "string", format = "xml")))
    PublicWarning receiveWarning(Caller caller, @RequestBody byte[] message) {
        return warnings.receive(message, caller);
    }

    @Operation(summary = "Write down a public warning from where it was read, with who issued it")
    @PostMapping(path = "/noted")
    @PreAuthorize("hasAuthority('sensing:receive')")
    @ResponseStatus(HttpStatus.CREATED)
    PublicWarning noteWarning(Caller caller, @RequestBody @Valid Noted noted) {
        return warnings.note(noted.draft(), caller);
    }

    @Operation(summary = "Say that a warning that was written down has ended")
    @PostMapping("/{id}/end")
    @PreAuthorize("hasAuthority('sensing:receive')")
    PublicWarning endWarning(Caller caller, @PathVariable UUID id, @RequestBody @Valid Ended ended) {
        return warnings.end(id, ended.reason().strip(), caller);
    }

    record All(List<PublicWarning> items) {}

    record Noted(
            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String issuer,

            @NotBlank @Size(max = 200) @Pattern(regexp = LINE)
            String event,

            PublicWarning.@Nullable Colour colour,

            @Nullable @Size(max = 500) @Pattern(regexp = LINE)
            String headline,

            @Nullable @Size(max = 10_000) String description,
            @NotNull Instant sent,
            @Nullable Instant expires,
            @NotNull @Size(min = 1, max = 50) List<@NotNull AreaCode> areas) {

        PublicWarnings.Draft draft() {
            return new PublicWarnings.Draft(
                    issuer.strip(), event.strip(), colour, blank(headline), blank(description), sent, expires, areas);
        }

        private static @Nullable String blank(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    record Ended(
            @NotBlank @Size(max = 500) @Pattern(regexp = LINE)
            String reason) {}
}
