package io.linli.residents.web;

import io.linli.identity.Caller;
import io.linli.privacy.IdCardNumber.Sex;
import io.linli.problem.InvalidAs;
import io.linli.residents.Claims;
import io.linli.residents.GivenOnce.Fact;
import io.linli.residents.HomeId;
import io.linli.residents.ResidentId;
import io.linli.residents.Said;
import io.linli.residents.StayKind;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which home is whose: said by residents, confirmed by a worker or by the code of a letter. */
@RestController
@RequestMapping(path = "/api/homes", version = "1+")
@InvalidAs("RESIDENT_DATA_INVALID")
class ClaimController {

    private static final String PLAIN = "\\P{Cntrl}*";

    private final Claims claims;

    ClaimController(Claims claims) {
        this.claims = claims;
    }

    @Operation(
            summary = "Claim a home as one's own",
            description = "What stands in reuse is taken over from what the caller gave before, if they agree to that.")
    @PostMapping("/{id}/claims")
    @PreAuthorize("hasAuthority('residents:claim')")
    @ResponseStatus(HttpStatus.CREATED)
    Made claimHome(Caller caller, @PathVariable HomeId id, @RequestBody @Valid NewClaim claim) {
        var reuse = claim.reuse() == null ? Set.<Fact>of() : claim.reuse();
        var who = new Claims.Typed(
                claim.name() == null ? null : Said.name(claim.name(), "name"),
                Said.identity(claim.identity(), "identity"),
                Said.phone(claim.phone(), "phone"),
                claim.kind() == null
                        ? StayKind.LIVES
                        : StayKind.valueOf(claim.kind().name()),
                claim.born(),
                claim.sex(),
                reuse);
        return new Made(claims.make(id, who, caller));
    }

    @Operation(summary = "List the claims that wait on the caller's ground, masked")
    @GetMapping("/claims")
    @PreAuthorize("hasAuthority('residents:keep')")
    Page openClaims(Caller caller, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return new Page(claims.open(caller, size));
    }

    @Operation(summary = "List the caller's own claims")
    @GetMapping("/claims/mine")
    Page ownClaims(Caller caller, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return new Page(claims.mine(caller, size));
    }

    @Operation(summary = "Confirm a claim: the account is tied to the person's record")
    @PostMapping("/claims/{id}/confirm")
    @PreAuthorize("hasAuthority('residents:keep')")
    Confirmed confirmClaim(Caller caller, @PathVariable UUID id) {
        return new Confirmed(claims.confirm(id, caller));
    }

    @Operation(summary = "Refuse a claim, with the reason that its maker reads")
    @PostMapping("/claims/{id}/refuse")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseClaim(Caller caller, @PathVariable UUID id, @RequestBody @Valid Refusal refusal) {
        claims.refuse(id, refusal.reason().strip(), caller);
    }

    @Operation(
            summary = "Make the code of a letter to the claimed home",
            description = "Answered this once, to be printed; it holds for 30 days and five tries.")
    @PostMapping("/claims/{id}/letter")
    @PreAuthorize("hasAuthority('residents:keep')")
    Claims.Letter claimLetter(Caller caller, @PathVariable UUID id) {
        return claims.letter(id, caller);
    }

    @Operation(summary = "Confirm one's own claim with the code of the letter")
    @PostMapping("/claims/{id}/code")
    @PreAuthorize("hasAuthority('residents:claim')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void proveClaim(Caller caller, @PathVariable UUID id, @RequestBody @Valid Code code) {
        if (!claims.proves(id, code.code(), caller)) {
            throw Claims.wrongCode();
        }
    }

    @Operation(summary = "Withdraw one's own claim")
    @PostMapping("/claims/{id}/withdraw")
    @PreAuthorize("hasAuthority('residents:claim')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawClaim(Caller caller, @PathVariable UUID id) {
        claims.withdraw(id, caller);
    }

    record Made(UUID id) {}

    record Confirmed(ResidentId person) {}

    record Page(List<Claims.View> items) {}

    enum Kind {
        LIVES,
        OWNS,
        RENTS
    }

    record NewClaim(
            @Nullable @Size(max = 100) @Pattern(regexp = PLAIN)
            String name,

            @Nullable @Size(max = 40) String identity,
            @Nullable @Size(max = 40) String phone,
            @Nullable Kind kind,
            @Nullable LocalDate born,
            @Nullable Sex sex,
            @Nullable @Size(max = 3) Set<@NotNull Fact> reuse) {}

    record Refusal(
            @NotBlank @Size(min = 2, max = 500) @Pattern(regexp = PLAIN)
            String reason) {}

    record Code(@NotNull @Size(min = 1, max = 20) String code) {}
}
