package io.linli.tasking.web;

import io.linli.calendar.CalendarYears;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The days off that deadlines are counted by; the calendar itself knows no callers. */
@RestController
@RequestMapping(path = "/api/calendar/years", version = "1+")
class CalendarController {

    private final CalendarYears years;

    CalendarController(CalendarYears years) {
        this.years = years;
    }

    @Operation(
            summary = "List the years whose days off are published, to the first that is not",
            description =
                    "Beyond, weekends are taken (暂按周末计), and deadlines are counted again once the year is published.")
    @GetMapping
    List<CalendarYears.Year> all() {
        return years.years();
    }

    @Operation(
            summary = "Take in the notice of the days off of a year",
            description =
                    "Lines with date, kind (holidays, workdays, inLieuDays) and name; refused when a day is missing.")
    @PutMapping("/{year}")
    @PreAuthorize("hasAuthority('calendar:publish')")
    CalendarYears.Year publish(
            @PathVariable @Min(2004) @Max(2099) int year, @RequestBody @Valid Announcement announcement) {
        return years.publish(year, announcement.lines(), announcement.source().strip());
    }

    record Announcement(
            @NotNull @Size(min = 1, max = 400) List<@NotNull @Size(max = 200) String> lines,

            @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*")
            String source) {}
}
