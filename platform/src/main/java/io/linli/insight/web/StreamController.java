package io.linli.insight.web;

import io.linli.identity.Caller;
import io.linli.insight.Screens;
import io.linli.settings.Acting;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping(path = "/api/insight/stream", version = "1+")
class StreamController {

    private final Screens screens;
    private final ObjectProvider<Acting> acting;

    StreamController(Screens screens, ObjectProvider<Acting> acting) {
        this.screens = screens;
        this.acting = acting;
    }

    @Operation(
            summary = "Be told at once what happens on the caller's ground, as server-sent events",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description =
                                    "Events changes {items, more, at}, still {at} when nothing happened, and reset {at} when more was"
                                            + " missed than is told one by one; the id of each goes into Last-Event-ID",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(type = "string"))))
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("hasAuthority('insight:read')")
    SseEmitter insightStream(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Size(max = 20) @Nullable String last,
            HttpServletResponse response) {
        response.setHeader("X-Accel-Buffering", "no"); // or a proxy would hold events back until there are many
        return screens.open(caller, last, acting.getObject().presence());
    }
}
