package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.GROUND_DAY_UNFIT;
import static io.linli.evacuation.EvacuationProblem.GROUND_HEIGHT_UNFIT;
import static io.linli.evacuation.EvacuationProblem.GROUND_POINT_UNFIT;
import static io.linli.evacuation.EvacuationProblem.GROUND_SOURCE_UNFIT;
import static java.util.Objects.requireNonNull;

import io.linli.problem.ProblemException;
import io.linli.spreadsheet.SheetRow;
import io.linli.territory.Crs;
import io.linli.territory.GeoPoint;
import io.linli.territory.Territory;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** What may be said of a height, of where it was measured, by whom and when; the same in each file that brings heights. */
@Component
class Heights {

    static final int SHORTEST_SOURCE = 2;
    static final int LONGEST_SOURCE = 100;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final double LOWEST = -500;
    private static final double HIGHEST = 9_000;

    private final Territory territory;
    private final Clock clock;

    Heights(Territory territory, Clock clock) {
        this.territory = territory;
        this.clock = clock;
    }

    static boolean isHeight(double metres) {
        return metres >= LOWEST && metres <= HIGHEST;
    }

    static void check(Object metres) {
        if (!isHeight(((BigDecimal) metres).doubleValue())) {
            throw GROUND_HEIGHT_UNFIT.with();
        }
    }

    /** Where a file says it for each row, the cell is known to whoever asks. */
    static void checkSource(Object source) {
        if (((String) source).strip().length() < SHORTEST_SOURCE) {
            throw GROUND_SOURCE_UNFIT.with(SHORTEST_SOURCE, LONGEST_SOURCE).at("source");
        }
    }

    void checkDay(Object day) {
        var on = (LocalDate) day;
        if (on.isBefore(FIRST) || on.isAfter(LocalDate.ofInstant(clock.instant(), ZONE))) {
            throw GROUND_DAY_UNFIT.with(on).at("surveyedOn");
        }
    }

    /** Of the columns longitude and latitude, in CGCS2000. */
    GeoPoint point(SheetRow row) {
        return point(number(row, "longitude"), number(row, "latitude"), "longitude");
    }

    GeoPoint point(double longitude, double latitude, String field) {
        try {
            return territory.read(longitude, latitude, Crs.CGCS2000);
        } catch (ProblemException e) {
            throw GROUND_POINT_UNFIT.with().at(field);
        }
    }

    static double number(SheetRow row, String column) {
        return requireNonNull(row.decimal(column)).doubleValue();
    }
}
