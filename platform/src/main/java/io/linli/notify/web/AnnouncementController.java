package io.linli.notify.web;

import io.linli.notify.Announcement;
import io.linli.notify.Announcements;
import io.linli.notify.Receipts;
import io.linli.settings.Acting;
import io.linli.settings.Idempotency;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What all in an area are told, and who has read it. */
@RestController
@RequestMapping(path = "/api/notices/announcements", version = "1+")
class AnnouncementController {

    private static final String LINE = "\\P{Cntrl}*";
    private static final String TEXT = "[\\P{Cntrl}\\n\\r\\t]*";

    private final Announcements announcements;
    private final Idempotency idempotency;
    private final ObjectProvider<Acting> acting;

    AnnouncementController(Announcements announcements, Idempotency idempotency, ObjectProvider<Acting> acting) {
        this.announcements = announcements;
        this.idempotency = idempotency;
        this.acting = acting;
    }

    @Operation(summary = "Tell all in an area something; they are told in the background")
    @PostMapping
    @PreAuthorize("hasAuthority('notify:announce')")
    @ResponseStatus(HttpStatus.CREATED)
    Announcement announce(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid Draft draft,
            HttpServletRequest request) {
        var author = caller();
        var announcement = draft.read();
        announcements.mustBePossible(announcement);
        return idempotency.once(
                idempotency.attempt(key, author.toString(), request, draft),
                () -> announcements.make(announcement, author),
                Announcement::id,
                announcements::get);
    }

    @Operation(summary = "List the announcements of the areas of the caller's posts, and those made for the caller")
    @GetMapping
    Announcements.Page announcements(
            @RequestParam(required = false) @Size(max = 40) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return announcements.list(after, size);
    }

    @Operation(summary = "Open an announcement; for those it was made for this is the receipt")
    @GetMapping("/{id}")
    Announcement announcement(@PathVariable UUID id) {
        return announcements.open(id, caller());
    }

    @Operation(summary = "Count, by grid, who was told and who has read it")
    @GetMapping("/{id}/receipts")
    @PreAuthorize("hasAuthority('notify:announce')")
    Receipts receipts(@PathVariable UUID id) {
        return announcements.receipts(id);
    }

    @Operation(summary = "Remind those who have not read it yet, at most once a day")
    @PostMapping("/{id}/remind")
    @PreAuthorize("hasAuthority('notify:announce')")
    Announcement remind(@PathVariable UUID id) {
        return announcements.remind(id);
    }

    private UUID caller() {
        return UUID.fromString(acting.getObject().now().orElseThrow().account());
    }

    record Draft(
            @NotNull @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}|\\d{15}|\\d{17}")
            String area,

            @NotNull Announcement.For audience,

            @NotBlank @Size(max = 80) @Pattern(regexp = LINE)
            String title,

            @NotBlank @Size(max = 5000) @Pattern(regexp = TEXT)
            String body,

            @Nullable Boolean urgent) {

        Announcement.Draft read() {
            return new Announcement.Draft(area, audience, title.strip(), body.strip(), Boolean.TRUE.equals(urgent));
        }
    }
}
