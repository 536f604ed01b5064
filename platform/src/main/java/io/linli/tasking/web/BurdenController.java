package io.linli.tasking.web;

import io.linli.identity.Caller;
import io.linli.tasking.Burden;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much each worker has in hand. */
@RestController
@RequestMapping(path = "/api/tasks/burden", version = "1+")
class BurdenController {

    private final Burden burden;

    BurdenController(Burden burden) {
        this.burden = burden;
    }

    @Operation(
            summary = "Read how much the workers of an area have in hand this week",
            description = "In the order of names; it is no ranking.")
    @GetMapping
    @PreAuthorize("hasAuthority('tasking:burden')")
    Burden.Week burden(Caller caller, @RequestParam AreaCode area) {
        return burden.of(area, caller);
    }

    @Operation(summary = "Read how much the caller has in hand this week")
    @GetMapping("/mine")
    Burden.Week myBurden(Caller caller) {
        return burden.mine(caller);
    }
}
