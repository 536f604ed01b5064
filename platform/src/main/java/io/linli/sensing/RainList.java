package io.linli.sensing;

import static io.linli.sensing.SensingProblem.RAIN_HOUR_MISSING;
import static io.linli.sensing.SensingProblem.STATION_CODE_UNFIT;
import static io.linli.sensing.SensingProblem.STATION_MISSING;

import io.linli.identity.Caller;
import io.linli.spreadsheet.Column;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ImportContext;
import io.linli.spreadsheet.ImportList;
import io.linli.spreadsheet.SheetRow;
import io.linli.territory.AreaCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Hourly rain brought as a file, in the columns of weather services too: {@code dt_utc} and {@code rain_1h_mm}, where a blank
 * is an hour without rain. A file without a column for the station is of the one that its bringer writes for.
 */
@Component
class RainList implements ImportList {

    private static final String STATION = "station";
    private static final String HOUR = "hour";
    private static final String UTC = "dt_utc";
    private static final String RAIN = "rain_1h_mm";
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    private final RainBook rain;
    private final Stations stations;

    RainList(RainBook rain, Stations stations) {
        this.rain = rain;
        this.stations = stations;
    }

    @Override
    public String name() {
        return "rain";
    }

    @Override
    public String permission() {
        return SensingPermissions.MEASURE;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text(STATION, 20),
                Column.of(HOUR, ColumnType.DATE_TIME),
                Column.of(UTC, ColumnType.DATE_TIME),
                Column.of(RAIN, ColumnType.DECIMAL).checked(value -> RainHour.check((BigDecimal) value)));
    }

    /** The account, and the areas that it writes for. */
    @Override
    public String mandate(Authentication caller) {
        return caller.getPrincipal() instanceof Caller who
                ? Stream.concat(
                                Stream.of(who.id().toString()),
                                WeatherGround.writes(who).map(AreaCode::code))
                        .collect(Collectors.joining(" "))
                : "";
    }

    @Override
    public @Nullable RowKey key(SheetRow row) {
        if (row.has(UTC) == row.has(HOUR)) {
            return null; // refused by the check, which says why
        }
        return new RowKey(row.has(UTC) ? UTC : HOUR, row.text(STATION) + " " + hour(row));
    }

    @Override
    public void check(SheetRow row, ImportContext context) {
        var one = read(row, context);
        rain.refusals(List.of(one), areas(context)).stream().findFirst().ifPresent(refusal -> {
            throw refusal.problem().at(column(row, refusal.problem().field()));
        });
    }

    private static String column(SheetRow row, @Nullable String field) {
        return "hour".equals(field) ? row.has(UTC) ? UTC : HOUR : "millimetres".equals(field) ? RAIN : STATION;
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        var account = UUID.fromString(context.mandate().split(" ", -1)[0]);
        var taken = rain.write(rows.stream().map(row -> read(row, context)).toList(), RainBook.Source.IMPORT, account);
        return new Changes(taken.added(), taken.corrected(), taken.unchanged());
    }

    private RainHour read(SheetRow row, ImportContext context) {
        var amount = row.decimal(RAIN);
        return new RainHour(station(row, context), hour(row), amount == null ? BigDecimal.ZERO : amount);
    }

    private StationCode station(SheetRow row, ImportContext context) {
        var code = row.text(STATION);
        if (code != null) {
            if (!StationCode.isValid(code)) {
                throw STATION_CODE_UNFIT.with(code).at(STATION);
            }
            return new StationCode(code);
        }
        var covered = areas(context);
        var mine = stations.measuring().stream()
                .filter(station -> station.isWithin(covered))
                .limit(2)
                .toList();
        if (mine.size() != 1) {
            throw STATION_MISSING.with().at(STATION);
        }
        return mine.getFirst().code();
    }

    private static Instant hour(SheetRow row) {
        var utc = row.dateTime(UTC);
        var here = row.dateTime(HOUR);
        if ((utc == null) == (here == null)) {
            throw RAIN_HOUR_MISSING.with().at(HOUR);
        }
        return utc != null ? utc.toInstant(ZoneOffset.UTC) : local(here);
    }

    private static Instant local(@Nullable LocalDateTime here) {
        if (here == null) {
            throw RAIN_HOUR_MISSING.with().at(HOUR);
        }
        return here.atZone(HERE).toInstant();
    }

    private static List<AreaCode> areas(ImportContext context) {
        return Arrays.stream(context.mandate().split(" ", -1))
                .skip(1)
                .map(AreaCode::new)
                .toList();
    }
}
