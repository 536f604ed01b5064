package io.linli.incident;

import io.linli.calendar.WorkingCalendar;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Until when each stage of an incident runs. */
@Component
class Deadlines {

    private final IncidentSettings settings;
    private final WorkingCalendar calendar;

    Deadlines(IncidentSettings settings, WorkingCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    /** Minutes, day and night: 分钟级响应. */
    Instant response(Instant reported) {
        return reported.plus(settings.responseLimit());
    }

    Instant handling(Instant from, @Nullable String category) {
        var confirmed = category == null ? null : settings.confirmedLimits().get(category);
        return calendar.deadline(from, (confirmed == null ? settings.handlingLimit() : confirmed).limit());
    }

    /** Whether the competent department has confirmed how long this kind may take; else it reads 未核定. */
    boolean isConfirmed(@Nullable String category) {
        return category != null && settings.confirmedLimits().containsKey(category);
    }
}
