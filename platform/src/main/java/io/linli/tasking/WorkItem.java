package io.linli.tasking;

import io.linli.identity.OrgUnitId;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a department may ask of communities or grids (准入事项): 权随责走、费随事转, so it says on what basis, with
 * what authority and with what money.
 *
 * @param unit the department that may push it, and no other
 * @param cost of one task, in fen
 * @param fund where the money comes from
 * @param fundAmount in fen, for the whole time
 * @param spent of that, by what was pushed so far
 * @param period how often it may be asked of one area
 * @param levels what it may be asked of
 * @param area the ground that it holds on
 * @param inForce whether it may be pushed today
 * @param demo made up for the demonstration
 */
public record WorkItem(
        UUID id,
        String title,
        Kind kind,
        OrgUnitId unit,
        String basis,
        String authority,
        long cost,
        @Nullable String fund,
        @Nullable Long fundAmount,
        long spent,
        Period period,
        List<AreaLevel> levels,
        AreaCode area,
        String areaName,
        LocalDate validFrom,
        LocalDate validUntil,
        State state,
        boolean inForce,
        boolean demo,
        @Nullable String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decision,
        @Nullable Instant endedAt,
        @Nullable String endReason) {

    public enum Kind {
        /** 依法履行 */
        OWN_DUTY,
        /** 依法协助 */
        ASSISTING,
        /** 临时性 */
        TEMPORARY
    }

    public enum State {
        PROPOSED,
        ADMITTED,
        DECLINED,
        ENDED
    }

    /** How often the same may be asked of one area. */
    public enum Period {
        AS_NEEDED,
        WEEKLY,
        MONTHLY,
        QUARTERLY,
        YEARLY,
        ONCE;

        /** The first day of the period that the day lies in; null when it may be asked at any time. */
        @Nullable
        LocalDate since(LocalDate day) {
            return switch (this) {
                case AS_NEEDED -> null;
                case WEEKLY -> day.with(ChronoField.DAY_OF_WEEK, 1);
                case MONTHLY -> day.withDayOfMonth(1);
                case QUARTERLY ->
                    day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
                case YEARLY -> day.with(TemporalAdjusters.firstDayOfYear());
                case ONCE -> LocalDate.EPOCH;
            };
        }
    }
}
