package io.linli.incident.web;

import io.linli.incident.SelfCheck;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/categories/self-check", version = "1+")
class SelfCheckController {

    private final SelfCheck check;

    SelfCheckController(SelfCheck check) {
        this.check = check;
    }

    @Operation(
            summary = "Check whether matters are led somewhere, can go up when they are late, and timers fire",
            description = "Administrators find in their inbox, once a day, that something is wrong.")
    @GetMapping
    @PreAuthorize("hasAuthority('incident:categories')")
    SelfCheck.Report look(Locale language) {
        return check.look(language);
    }
}
