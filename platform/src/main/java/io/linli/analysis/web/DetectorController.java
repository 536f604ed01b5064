package io.linli.analysis.web;

import io.linli.analysis.DetectorDesk;
import io.linli.analysis.Replays;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The detectors, for those who look after them. */
@RestController
@RequestMapping(path = "/api/analysis", version = "1+")
@InvalidAs("WARNING_DATA_INVALID")
class DetectorController {

    private final DetectorDesk desk;
    private final Replays replays;

    DetectorController(DetectorDesk desk, Replays replays) {
        this.desk = desk;
        this.replays = replays;
    }

    @Operation(summary = "List the detectors with how far they are and what they found")
    @GetMapping("/detectors")
    @PreAuthorize("hasAuthority('analysis:detectors')")
    DetectorDesk.Course detectors() {
        return desk.course();
    }

    @Operation(summary = "Read one detector with its parameters, who changed them, and what went wrong")
    @GetMapping("/detectors/{name}")
    @PreAuthorize("hasAuthority('analysis:detectors')")
    DetectorDesk.Detail detector(@PathVariable @Size(max = 60) String name) {
        return desk.detail(name);
    }

    @Operation(
            summary = "Change parameters of a detector, from the next facts on",
            description = "Each within its bounds; null goes back to what is usual.")
    @PutMapping("/detectors/{name}/parameters")
    @PreAuthorize("hasAuthority('analysis:tune')")
    DetectorDesk.Detail tuneDetector(
            Caller caller, @PathVariable @Size(max = 60) String name, @RequestBody @Valid Tuning tuning) {
        return desk.change(caller, name, tuning.values(), tuning.reason().strip());
    }

    @Operation(
            summary = "Let a detector run again over the whole journal and compare what it finds",
            description =
                    "By the parameters as they were at each place, or with others: what would have been told then. One at a time.")
    @PostMapping("/detectors/{name}/replays")
    @PreAuthorize("hasAuthority('analysis:tune')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replays.Replay replay(
            Caller caller,
            @PathVariable @Size(max = 60) String name,
            @RequestBody(required = false) @Valid @Nullable Trial trial) {
        return replays.begin(caller, name, trial == null ? null : trial.values());
    }

    @Operation(summary = "List the latest replays of a detector")
    @GetMapping("/detectors/{name}/replays")
    @PreAuthorize("hasAuthority('analysis:detectors')")
    List<Replays.Replay> replays(@PathVariable @Size(max = 60) String name) {
        return replays.of(name, 20);
    }

    @Operation(summary = "Read how far a replay is, and what it found")
    @GetMapping("/replays/{id}")
    @PreAuthorize("hasAuthority('analysis:detectors')")
    Replays.Replay oneReplay(@PathVariable UUID id) {
        return replays.find(id);
    }

    record Tuning(
            @NotEmpty @Size(max = 20) Map<@NotBlank @Size(max = 60) String, @Nullable Double> values,
            @NotBlank @Size(max = 500) String reason) {}

    record Trial(@Nullable @Size(max = 20) Map<@NotBlank @Size(max = 60) String, @Nullable Double> values) {}
}
