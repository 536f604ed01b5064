package io.linli.operation.web;

import io.linli.operation.Alarms;
import io.linli.operation.Alarms.Alarm;
import io.linli.operation.FirstDay;
import io.linli.operation.Jobs;
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
    private final FirstDay checks;
    private final Jobs jobs;

    OperationController(Alarms alarms, FirstDay checks, Jobs jobs) {
        this.alarms = alarms;
        this.checks = checks;
        this.jobs = jobs;
    }

    @Operation(summary = "List what needs an operator")
    @GetMapping("/health")
    @PreAuthorize("hasAuthority('operate:read')")
    Health health(Locale language) {
        return new Health(alarms.all(language));
    }

    @Operation(summary = "List the regular work of this process, what failed first")
    @GetMapping("/jobs")
    @PreAuthorize("hasAuthority('operate:read')")
    JobList jobs() {
        return new JobList(jobs.all());
    }

    record JobList(List<Jobs.Job> items) {}

    @Operation(summary = "List what is missing before the installation goes live, what is open first")
    @GetMapping("/first-day")
    @PreAuthorize("hasAuthority('operate:read')")
    CheckList firstDay(Locale language) {
        return new CheckList(checks.list(language));
    }

    record CheckList(List<FirstDay.Item> items) {}

    record Health(List<Alarm> alarms) {}
}
