package io.linli.dataprotection.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.dataprotection.GrantedData;
import io.linli.dataprotection.ProtectionDecisions;
import io.linli.dataprotection.ProtectionRequests;
import io.linli.identity.Caller;
import io.linli.spreadsheet.SheetFormat;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
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

/** Who asks for whose data, who decides, and what is done with what was granted. */
@RestController
@RequestMapping(path = "/api/data-protection/requests", version = "1+")
class ProtectionRequestController {

    private final ProtectionRequests requests;
    private final ProtectionDecisions decisions;
    private final GrantedData data;

    ProtectionRequestController(ProtectionRequests requests, ProtectionDecisions decisions, GrantedData data) {
        this.requests = requests;
        this.decisions = decisions;
        this.data = data;
    }

    @Operation(summary = "List requests for data on the caller's ground, newest first")
    @GetMapping
    @PreAuthorize("hasAuthority('dataprotection:decide')")
    Items protectionRequests(
            Caller caller,
            @RequestParam(required = false) @Size(max = 40) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return new Items(requests.forDeciders(after, size, caller));
    }

    @Operation(summary = "List the caller's own requests, and what may be asked for")
    @GetMapping("/mine")
    @PreAuthorize("hasAuthority('dataprotection:export')")
    Own ownProtectionRequests(Caller caller, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return new Own(requests.mine(size, caller), requests.choices());
    }

    @Operation(summary = "Ask for kinds of data of a territory, for a purpose and until a day")
    @PostMapping("/access")
    @PreAuthorize("hasAuthority('dataprotection:ask')")
    @ResponseStatus(HttpStatus.CREATED)
    Made askAccess(Caller caller, @RequestBody @Valid NewAccess body) {
        return new Made(requests.askAccess(
                body.area(), body.what(), body.purpose().strip(), body.until().toInstant(), caller));
    }

    @Operation(summary = "Ask to take a list of many people away")
    @PostMapping("/export")
    @PreAuthorize("hasAuthority('dataprotection:export')")
    @ResponseStatus(HttpStatus.CREATED)
    Made askExport(Caller caller, @RequestBody @Valid NewExport body) {
        return new Made(
                requests.askExport(body.list(), body.most(), body.purpose().strip(), caller));
    }

    @Operation(summary = "Grant or refuse a request, as another person than who asks")
    @PostMapping("/{id}/decide")
    @PreAuthorize("hasAuthority('dataprotection:decide')")
    ProtectionRequests.Request decideRequest(Caller caller, @PathVariable UUID id, @RequestBody @Valid Decision body) {
        return decisions.decide(id, body.granted(), body.answer(), caller);
    }

    @Operation(summary = "End what was granted before its day")
    @PostMapping("/{id}/end")
    @PreAuthorize("hasAnyAuthority('dataprotection:ask', 'dataprotection:decide')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endGrant(Caller caller, @PathVariable UUID id) {
        requests.end(id, caller);
    }

    @Operation(summary = "Look at data that was granted, page by page; each is a recorded look")
    @PostMapping("/{id}/people")
    @PreAuthorize("hasAuthority('dataprotection:ask')")
    GrantedData.Page grantedPeople(Caller caller, @PathVariable UUID id, @RequestBody @Valid Look body) {
        return data.page(id, body.kind(), body.after(), body.size() == null ? 50 : body.size(), caller);
    }

    @Operation(
            summary = "Take data that was granted away as a list; recorded looks",
            description = "More rows than linli.spreadsheet.personal-rows need the approval of an export.")
    @PostMapping("/{id}/people/export")
    @PreAuthorize("hasAuthority('dataprotection:ask')")
    void exportGranted(
            Caller caller, @PathVariable UUID id, @RequestBody @Valid Taking body, HttpServletResponse response)
            throws IOException {
        var format = body.format() == null ? SheetFormat.XLSX : body.format();
        data.export(id, body.kind(), format, body.approval(), caller, () -> {
            response.setContentType(format.mediaType());
            response.setHeader(
                    "Content-Disposition",
                    ContentDisposition.attachment()
                            .filename(body.kind() + format.extension(), UTF_8)
                            .build()
                            .toString());
            return response.getOutputStream();
        });
    }

    record Items(List<ProtectionRequests.Request> items) {}

    record Own(List<ProtectionRequests.Request> items, List<ProtectionRequests.Choice> choices) {}

    record Made(UUID id) {}

    record NewAccess(
            @NotNull AreaCode area,
            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 80) String> what,
            @NotBlank @Size(min = 4, max = 500) String purpose,
            @NotNull OffsetDateTime until) {}

    record NewExport(
            @NotBlank @Size(max = 80) @Pattern(regexp = "[a-z0-9.-]+")
            String list,

            @Min(1) @Max(1_000_000) int most,
            @NotBlank @Size(min = 4, max = 500) String purpose) {}

    record Decision(
            @NotNull Boolean granted,
            @Nullable @Size(max = 500) String answer) {}

    record Look(
            @NotBlank @Size(max = 80) String kind,
            @Nullable @Size(max = 40) String after,
            @Nullable @Min(1) @Max(200) Integer size) {}

    record Taking(
            @NotBlank @Size(max = 80) String kind,
            @Nullable SheetFormat format,
            @Nullable UUID approval) {}
}
