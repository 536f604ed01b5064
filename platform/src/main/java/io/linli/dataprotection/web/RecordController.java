package io.linli.dataprotection.web;

import io.linli.dataprotection.ProtectionRecords;
import io.linli.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Assessments of the impact on people, and drills of a breach. */
@RestController
@RequestMapping(path = "/api/data-protection", version = "1+")
class RecordController {

    private final ProtectionRecords records;

    RecordController(ProtectionRecords records) {
        this.records = records;
    }

    @Operation(summary = "List impact assessments, newest first, and the modules that still need one")
    @GetMapping("/assessments")
    @PreAuthorize("hasAuthority('dataprotection:read')")
    ProtectionRecords.Assessments assessments(@RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return records.assessments(size);
    }

    @Operation(summary = "Write an impact assessment down; it is never changed or taken away")
    @PostMapping("/assessments")
    @PreAuthorize("hasAuthority('dataprotection:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    Made assess(Caller caller, @RequestBody @Valid NewAssessment body) {
        return new Made(records.assess(
                body.module(),
                new ProtectionRecords.Content(
                        body.lawful().strip(),
                        body.impact().strip(),
                        body.measures().strip()),
                caller));
    }

    @Operation(summary = "List drills of a breach, newest first, and the texts to be filled in when there is one")
    @GetMapping("/drills")
    @PreAuthorize("hasAuthority('dataprotection:read')")
    ProtectionRecords.Drills drills(@RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return records.drills(size);
    }

    @Operation(summary = "Write a drill down; nothing is sent to anybody")
    @PostMapping("/drills")
    @PreAuthorize("hasAuthority('dataprotection:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    Made drilled(Caller caller, @RequestBody @Valid NewDrill body) {
        return new Made(records.drilled(
                body.heldOn(),
                new ProtectionRecords.Course(
                        body.scenario().strip(),
                        body.told().strip(),
                        body.findings().strip()),
                caller));
    }

    record Made(UUID id) {}

    record NewAssessment(
            @NotBlank @Size(max = 60) String module,
            @NotBlank @Size(max = 4_000) String lawful,
            @NotBlank @Size(max = 4_000) String impact,
            @NotBlank @Size(max = 4_000) String measures) {}

    record NewDrill(
            @NotNull LocalDate heldOn,
            @NotBlank @Size(max = 4_000) String scenario,
            @NotBlank @Size(max = 4_000) String told,
            @NotBlank @Size(max = 4_000) String findings) {}
}
