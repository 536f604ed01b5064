package io.linli.analysis.web;

import io.linli.analysis.SignalInbox;
import io.linli.analysis.SignalKind;
import io.linli.analysis.SignalView;
import io.linli.analysis.WarningLevel;
import io.linli.identity.Caller;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the detectors have found. */
@RestController
@RequestMapping(path = "/api/signals", version = "1+")
class SignalController {

    private final SignalInbox inbox;

    SignalController(SignalInbox inbox) {
        this.inbox = inbox;
    }

    @Operation(summary = "List the signals of one's own ground, the latest first")
    @GetMapping
    @PreAuthorize("hasAuthority('analysis:read')")
    SignalInbox.Signals signals(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable SignalKind kind,
            @RequestParam(required = false) @Nullable WarningLevel level,
            @RequestParam(required = false) @Size(max = 200) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return inbox.signals(caller, new SignalInbox.Filter(area, kind, level, null), null, after, size);
    }

    @Operation(summary = "Read one signal with its figures and its evidence")
    @GetMapping("/{id}")
    @PreAuthorize("hasAuthority('analysis:read')")
    SignalView signal(Caller caller, @PathVariable UUID id) {
        return inbox.signal(caller, id);
    }
}
