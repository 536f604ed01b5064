package io.linli.incident.web;

import io.linli.identity.Address;
import io.linli.incident.IncidentTracking;
import io.linli.incident.Rating;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For whoever has a number and a code, signed in or not. */
@RestController
@SecurityRequirements // open to everyone
@RequestMapping(path = "/api/incidents/track", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class TrackingController {

    private final IncidentTracking tracking;

    TrackingController(IncidentTracking tracking) {
        this.tracking = tracking;
    }

    @Operation(summary = "Find a report by its number and query code, without an account")
    @PostMapping
    IncidentTracking.Tracked track(@RequestBody @Valid Key key, HttpServletRequest request) {
        return tracking.limited(key.number(), Address.of(request), () -> tracking.track(key.number(), key.queryCode()));
    }

    @Operation(summary = "Answer the three questions by number and query code")
    @PostMapping("/rate")
    IncidentTracking.Tracked rate(@RequestBody @Valid Answers answers, HttpServletRequest request) {
        var rating = new Rating(answers.contacted(), answers.solved(), answers.satisfied());
        return tracking.limited(
                answers.number(),
                Address.of(request),
                () -> tracking.rate(answers.number(), answers.queryCode(), rating, answers.note()));
    }

    @Operation(summary = "Have it taken up again by number and query code, within the period after its end")
    @PostMapping("/reopen")
    IncidentTracking.Tracked reopen(@RequestBody @Valid Again again, HttpServletRequest request) {
        return tracking.limited(
                again.number(),
                Address.of(request),
                () -> tracking.reopen(again.number(), again.queryCode(), again.note()));
    }

    record Again(
            @NotBlank @Size(max = 40) String number,
            @NotBlank @Size(max = 40) String queryCode,
            @NotBlank @Size(max = 2_000) String note) {}

    record Key(
            @NotBlank @Size(max = 40) String number,
            @NotBlank @Size(max = 40) String queryCode) {}

    record Answers(
            @NotBlank @Size(max = 40) String number,
            @NotBlank @Size(max = 40) String queryCode,
            @NotNull Boolean contacted,
            @NotNull Boolean solved,
            @NotNull Boolean satisfied,
            @Nullable @Size(max = 2_000) String note) {}
}
