package io.linli.insight.web;

import io.linli.identity.Caller;
import io.linli.insight.Fact;
import io.linli.insight.Indicator;
import io.linli.insight.Indicators;
import io.linli.insight.Recount;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is measured, and counting it anew. */
@RestController
@RequestMapping(path = "/api/insight", version = "1+")
class IndicatorController {

    private final Indicators indicators;
    private final Recount recount;

    IndicatorController(Indicators indicators, Recount recount) {
        this.indicators = indicators;
        this.recount = recount;
    }

    @Operation(summary = "List what is measured, how, from where and towards what")
    @GetMapping("/indicators")
    @PreAuthorize("hasAnyAuthority('insight:read', 'insight:manage')")
    List<Indicator> indicators() {
        return indicators.open();
    }

    @Operation(
            summary = "Add an indicator, or change one",
            description = "The version is 0 for a new one, else the one that the change was made from.")
    @PutMapping("/indicators/{code}")
    @PreAuthorize("hasAuthority('insight:manage')")
    Indicator putIndicator(
            @PathVariable @Pattern(regexp = FigureController.CODE) String code, @RequestBody @Valid Content content) {
        return indicators.put(content.as(code));
    }

    @Operation(summary = "Measure an indicator no more")
    @PostMapping("/indicators/{code}/close")
    @PreAuthorize("hasAuthority('insight:manage')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeIndicator(@PathVariable @Pattern(regexp = FigureController.CODE) String code) {
        indicators.close(code);
    }

    @Operation(summary = "Tell how the last recount of all figures went, and whether one is under way")
    @GetMapping("/recount")
    @PreAuthorize("hasAuthority('insight:manage')")
    Recount.State recountState() {
        return recount.state();
    }

    @Operation(summary = "Count all figures anew from the first event, while the old ones are shown")
    @PostMapping("/recount")
    @PreAuthorize("hasAuthority('insight:manage')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Recount.State beginRecount(Caller caller) {
        return recount.begin(caller);
    }

    record Content(
            @Nullable @Pattern(regexp = FigureController.CODE)
            String parent,

            @Min(0) @Max(9_999) int position,
            boolean headline,
            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 100) String nameEn,
            @NotBlank @Size(max = 1_000) String definition,
            @NotBlank @Size(max = 2_000) String definitionEn,
            @NotNull Indicator.Kind kind,
            @NotNull Indicator.CountedBy countedBy,
            @NotNull @Size(max = 10) List<@NotNull Fact> numerator,
            @NotNull @Size(max = 10) List<@NotNull Fact> denominator,
            Indicator.@Nullable Span span,

            @Nullable @Pattern(regexp = FigureController.CODE)
            String countable,

            @NotNull Indicator.Unit unit,
            @NotNull Indicator.Direction direction,
            @Nullable @Digits(integer = 10, fraction = 2) BigDecimal baseline,
            @Nullable @Digits(integer = 10, fraction = 2) BigDecimal target,
            @NotNull Indicator.Rhythm period,
            @Nullable @Size(min = 1, max = 100) String owner,
            @Nullable @Size(min = 1, max = 300) String source,
            @Min(0) int version) {

        Indicator as(String code) {
            return new Indicator(
                    code,
                    parent,
                    position,
                    headline,
                    name,
                    nameEn,
                    definition,
                    definitionEn,
                    kind,
                    countedBy,
                    List.copyOf(numerator),
                    List.copyOf(denominator),
                    span,
                    countable,
                    unit,
                    direction,
                    baseline,
                    target,
                    period,
                    owner,
                    source,
                    false,
                    version);
        }
    }
}
