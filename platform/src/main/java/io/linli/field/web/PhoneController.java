package io.linli.field.web;

import io.linli.field.PhoneKeys;
import io.linli.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/field", version = "1+")
class PhoneController {

    private final PhoneKeys keys;

    PhoneController(PhoneKeys keys) {
        this.keys = keys;
    }

    @Operation(
            summary = "Give the phone the key that seals what it keeps without network",
            description = "The same for the same account on the same phone, until it is taken back.")
    @PostMapping("/phones")
    @PreAuthorize("hasAuthority('field:offline')")
    ResponseEntity<PhoneKeys.Lease> lease(Caller caller, @RequestBody @Valid Device device) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(keys.lease(caller, device.device()));
    }

    @Operation(summary = "List the phones on which the caller works")
    @GetMapping("/phones")
    List<PhoneKeys.Phone> phones(Caller caller) {
        return keys.of(caller);
    }

    @Operation(
            summary = "Take back the key of one of the caller's phones; what it still keeps cannot be opened any more")
    @DeleteMapping("/phones/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable UUID key) {
        keys.revoke(caller, key);
    }

    @Operation(summary = "Say whether a phone must forget its key", description = "Asked without signing in.")
    @SecurityRequirements // open to everyone
    @GetMapping("/keys/{key}")
    State state(@PathVariable UUID key) {
        return new State(keys.isRevoked(key));
    }

    record Device(@NotNull UUID device) {}

    record State(boolean revoked) {}
}
