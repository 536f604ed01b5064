package io.linli.insight.web;

import io.linli.identity.Caller;
import io.linli.insight.Figures;
import io.linli.insight.Figures.Asked;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the indicators come to on the caller's ground. */
@RestController
@RequestMapping(path = "/api/insight/figures", version = "1+")
class FigureController {

    static final String CODE = "[a-z][a-z0-9-]{1,39}";

    private final Figures figures;

    FigureController(Figures figures) {
        this.figures = figures;
    }

    @Operation(summary = "Read all figures of an area and a time, beside those of as many days before")
    @GetMapping
    @PreAuthorize("hasAuthority('insight:read')")
    Figures.Sheet figureSheet(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return figures.sheet(caller, new Asked(area, from, to));
    }

    @Operation(summary = "Read one figure in each area right below")
    @GetMapping("/{code}/parts")
    @PreAuthorize("hasAuthority('insight:read')")
    Figures.Parts figureParts(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String code,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return figures.parts(caller, code, new Asked(area, from, to));
    }

    @Operation(summary = "Read one figure of each unit that had matters of the area in hand")
    @GetMapping("/{code}/units")
    @PreAuthorize("hasAuthority('insight:read')")
    Figures.Units figureUnits(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String code,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return figures.units(caller, code, new Asked(area, from, to));
    }

    @Operation(summary = "Read one figure over time: by day, by week or by month, as long as the time is")
    @GetMapping("/{code}/course")
    @PreAuthorize("hasAuthority('insight:read')")
    Figures.Course figureCourse(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String code,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return figures.course(caller, code, new Asked(area, from, to));
    }

    @Operation(summary = "List the incidents behind a figure")
    @GetMapping("/{code}/rows")
    @PreAuthorize("hasAuthority('insight:read')")
    Figures.Rows figureRows(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String code,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "ALL") Figures.Side side,
            @RequestParam(required = false) @Size(max = 60) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return figures.rows(caller, code, new Asked(area, from, to), side, after, size);
    }

    @Operation(
            summary = "List what a figure is made of that is no incident",
            description = "Their numbers add up to it.")
    @GetMapping("/{code}/counted")
    @PreAuthorize("hasAuthority('insight:read')")
    Figures.CountedRows figureCounted(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String code,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "ALL") Figures.Side side,
            @RequestParam(required = false) @Size(max = 60) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return figures.counted(caller, code, new Asked(area, from, to), side, after, size);
    }
}
