package io.linli.insight;

import static io.linli.insight.InsightProblem.INSIGHT_PERIOD_INVALID;
import static io.linli.insight.InsightProblem.INSIGHT_PERIOD_TOO_LONG;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Days of China, the first and the last included. */
public record Period(LocalDate from, LocalDate to) {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    static final int LONGEST = 1_098; // three years with their leap days
    private static final int USUAL = 30;

    public Period {
        if (to.isBefore(from)) {
            throw INSIGHT_PERIOD_INVALID.with().at("to");
        }
        if (ChronoUnit.DAYS.between(from, to) >= LONGEST) {
            throw INSIGHT_PERIOD_TOO_LONG.with(LONGEST).at("from");
        }
    }

    /** Where nothing is said, the last thirty days until today. */
    static Period of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        var last = to == null ? (from != null && from.isAfter(today) ? from : today) : to;
        return new Period(from == null ? last.minusDays(USUAL - 1L) : from, last);
    }

    long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** As many days right before. */
    Period before() {
        return new Period(from.minusDays(days()), from.minusDays(1));
    }

    /** What is left of it without these days, each stretch of days as one. */
    List<Period> without(Set<LocalDate> days) {
        var left = new ArrayList<Period>();
        LocalDate begun = null;
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (days.contains(day)) {
                if (begun != null) {
                    left.add(new Period(begun, day.minusDays(1)));
                }
                begun = null;
            } else if (begun == null) {
                begun = day;
            }
        }
        if (begun != null) {
            left.add(new Period(begun, to));
        }
        return left;
    }

    OffsetDateTime begin() {
        return from.atStartOfDay(CHINA).toOffsetDateTime();
    }

    /** The first moment that is no more in it. */
    OffsetDateTime end() {
        return to.plusDays(1).atStartOfDay(CHINA).toOffsetDateTime();
    }
}
