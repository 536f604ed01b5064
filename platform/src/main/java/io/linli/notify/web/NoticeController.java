package io.linli.notify.web;

import io.linli.notify.Inbox;
import io.linli.notify.NoticeView;
import io.linli.notify.OpenPages;
import io.linli.settings.Acting;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The inbox of whoever calls. */
@RestController
@RequestMapping(path = "/api/notices", version = "1+")
class NoticeController {

    private final Inbox inbox;
    private final OpenPages pages;
    private final ObjectProvider<Acting> acting;

    NoticeController(Inbox inbox, OpenPages pages, ObjectProvider<Acting> acting) {
        this.inbox = inbox;
        this.pages = pages;
        this.acting = acting;
    }

    @Operation(summary = "List what the caller was told, newest first, and how much of it is unread")
    @GetMapping
    Inbox.Page notices(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Size(max = 20) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size,
            Locale language) {
        return inbox.list(caller(), unread, after, size, language);
    }

    @Operation(summary = "Say that one notice was read")
    @PostMapping("/{id}/read")
    NoticeView readNotice(@PathVariable UUID id, Locale language) {
        return inbox.read(caller(), id, language);
    }

    @Operation(summary = "Say that all notices were read")
    @PostMapping("/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAllNotices() {
        inbox.readAll(caller());
    }

    @Operation(
            summary = "Be told at once what comes, as server-sent events",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Events notice (its id goes into Last-Event-ID) and unread; comments between",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(type = "string"))))
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter noticeStream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Size(max = 20) @Nullable String last,
            Locale language,
            HttpServletResponse response) {
        response.setHeader("X-Accel-Buffering", "no"); // or a proxy would hold events back until there are many
        return pages.open(caller(), last, language, acting.getObject().presence());
    }

    private UUID caller() {
        return UUID.fromString(acting.getObject().now().orElseThrow().account());
    }
}
