package io.linli.sensing.web;

import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.sensing.RainBook;
import io.linli.sensing.RainHour;
import io.linli.sensing.Station;
import io.linli.sensing.StationCode;
import io.linli.sensing.Stations;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stations, and what is read off them. */
@RestController
@RequestMapping(path = "/api/weather/stations", version = "1+")
@InvalidAs("WEATHER_DATA_INVALID")
class StationController {

    private static final String LINE = "\\P{Cntrl}*";
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final Stations stations;
    private final RainBook rain;
    private final Clock clock;

    StationController(Stations stations, RainBook rain, Clock clock) {
        this.stations = stations;
        this.rain = rain;
        this.clock = clock;
    }

    @Operation(summary = "List the stations whose rain concerns the caller's ground")
    @GetMapping
    @PreAuthorize("hasAuthority('sensing:read')")
    All stations(Caller caller) {
        return new All(stations.list(caller));
    }

    @Operation(summary = "Read one station")
    @GetMapping("/{code}")
    @PreAuthorize("hasAuthority('sensing:read')")
    Station station(Caller caller, @PathVariable StationCode code) {
        return stations.find(code, caller);
    }

    @Operation(summary = "Set up a station")
    @PostMapping
    @PreAuthorize("hasAuthority('sensing:stations')")
    @ResponseStatus(HttpStatus.CREATED)
    Station addStation(Caller caller, @RequestBody @Valid NewStation station) {
        return stations.add(station.code(), station.station().draft(), caller);
    }

    @Operation(summary = "Change a station, or the ground that it stands for")
    @PutMapping("/{code}")
    @PreAuthorize("hasAuthority('sensing:stations')")
    Station changeStation(Caller caller, @PathVariable StationCode code, @RequestBody @Valid Described station) {
        return stations.change(code, station.draft(), caller);
    }

    @Operation(summary = "Let a station measure no more; what it measured stays")
    @PostMapping("/{code}/close")
    @PreAuthorize("hasAuthority('sensing:stations')")
    Station closeStation(Caller caller, @PathVariable StationCode code, @RequestBody @Valid Why why) {
        return stations.close(code, why.reason().strip(), caller);
    }

    @Operation(
            summary = "Read the hours that a station measured, the last 48 unless a time is given",
            description =
                    "An hour is named by its end. Hours that were not measured are not there; former values of corrected ones are.")
    @GetMapping("/{code}/rain")
    @PreAuthorize("hasAuthority('sensing:read')")
    Hours rainOfStation(
            Caller caller,
            @PathVariable StationCode code,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        var end = until == null ? clock.instant() : until;
        return new Hours(rain.hours(code, from == null ? end.minus(TWO_DAYS) : from, end, caller));
    }

    @Operation(summary = "Write down, or correct, what was read off a station for an hour")
    @PutMapping("/{code}/rain")
    @PreAuthorize("hasAuthority('sensing:measure')")
    RainBook.Taken noteRain(Caller caller, @PathVariable StationCode code, @RequestBody @Valid Reading reading) {
        return rain.note(new RainHour(code, reading.hour(), reading.millimetres()), caller);
    }

    record All(List<Station> items) {}

    record Hours(List<RainBook.Hour> items) {}

    record NewStation(
            @NotNull StationCode code, @NotNull @Valid Described station) {}

    record Described(
            @NotBlank @Size(max = 50) @Pattern(regexp = LINE)
            String name,

            @Nullable @Size(max = 100) @Pattern(regexp = LINE)
            String place,

            @Nullable @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @Nullable @DecimalMin("-90") @DecimalMax("90") Double latitude,

            @NotNull @Size(min = 1, max = 20) List<@NotNull AreaCode> areas) {

        Station.Draft draft() {
            var said = place == null || place.isBlank() ? null : place.strip();
            boolean both = longitude != null && latitude != null;
            return new Station.Draft(name.strip(), said, both ? longitude : null, both ? latitude : null, areas);
        }
    }

    record Reading(
            @NotNull Instant hour,
            @NotNull @Digits(integer = 6, fraction = 6) BigDecimal millimetres) {}

    record Why(
            @NotBlank @Size(max = 500) @Pattern(regexp = LINE)
            String reason) {}
}
