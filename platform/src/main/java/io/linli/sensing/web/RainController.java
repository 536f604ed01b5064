package io.linli.sensing.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.sensing.RainReports;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rain as machines report it, many hours at once. */
@RestController
@RequestMapping(path = "/api/weather/rain", version = "1+")
@InvalidAs("WEATHER_DATA_INVALID")
class RainController {

    private final RainReports reports;

    RainController(RainReports reports) {
        this.reports = reports;
    }

    @Operation(
            summary = "Report the rain of hours at stations",
            description =
                    "Rows that cannot be right are refused one by one, with the reason; all others are taken. The same row"
                            + " once more changes nothing, another value for the same hour corrects it.")
    @PostMapping
    @PreAuthorize("hasAuthority('sensing:measure')")
    RainReports.Answer reportRain(Caller caller, Locale language, @RequestBody @Valid Rain rain) {
        return reports.take(rain.rows().stream().map(Row::said).toList(), caller, language);
    }

    /** As it stood there: NaN comes as a text from some, and must not keep the other rows from being taken. */
    record Amount(String text) {

        private static final int LONGEST = 40;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Amount of(Object said) {
            var text = String.valueOf(said);
            return new Amount(text.substring(0, Math.min(LONGEST, text.length())));
        }
    }

    record Rain(@NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid Row> rows) {}

    /**
     * As it is said; each row is judged by itself.
     *
     * @param hour its end with an offset, such as 2026-07-20T15:00:00+08:00
     * @param millimetres a number; whatever else stands there spoils this row only
     */
    record Row(
            @NotNull @Size(max = 40) String station,
            @NotNull @Size(max = 40) String hour,

            @NotNull @Schema(implementation = BigDecimal.class)
            Amount millimetres) {

        RainReports.Said said() {
            return new RainReports.Said(station, hour, millimetres.text());
        }
    }
}
