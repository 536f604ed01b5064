package io.linli.operation.web;

import io.linli.operation.Alarms;
import io.linli.operation.Alarms.Alarm;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For whoever looks after the server. */
@RestController
@RequestMapping(path = "/api/operation", version = "1+")
class OperationController {

    private final Alarms alarms;

    OperationController(Alarms alarms) {
        this.alarms = alarms;
    }

    @Operation(summary = "List what needs an operator")
    @GetMapping("/health")
    @PreAuthorize("hasAuthority('operate:read')")
    Health health(Locale language) {
        return new Health(alarms.all(language));
    }

    record Health(List<Alarm> alarms) {}
}
