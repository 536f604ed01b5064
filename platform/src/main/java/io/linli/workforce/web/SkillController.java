package io.linli.workforce.web;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.territory.AreaCode;
import io.linli.workforce.Skill;
import io.linli.workforce.Skills;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Languages and crafts of those who work on the ground. */
@RestController
@RequestMapping(path = "/api/workforce/skills", version = "1+")
class SkillController {

    private final Skills skills;

    SkillController(Skills skills) {
        this.skills = skills;
    }

    @Operation(summary = "List the workers of an area's grids and communities with their languages and skills")
    @GetMapping
    @PreAuthorize("hasAuthority('workforce:skills')")
    Workers skilledWorkers(@RequestParam AreaCode area, Caller caller) {
        return new Workers(skills.workers(area, caller));
    }

    @Operation(
            summary = "Take down the languages and skills of a worker",
            description = "All of them, in the place of what stood there; they are one reason of the candidates.")
    @PutMapping("/{account}")
    @PreAuthorize("hasAuthority('workforce:skills')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setSkills(@PathVariable AccountId account, @RequestBody @Valid Known known, Caller caller) {
        skills.set(account, known.skills(), caller);
    }

    record Workers(List<Skills.Worker> items) {}

    record Known(@NotNull @Size(max = 20) Set<@NotNull Skill> skills) {}
}
