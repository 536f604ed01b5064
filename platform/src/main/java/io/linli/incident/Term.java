package io.linli.incident;

import io.linli.calendar.TimeLeft;
import java.time.Instant;

/**
 * The clock of the present stage.
 *
 * @param whole the limit, with what it was extended by
 * @param left what was left of it at {@code from}
 * @param from when it began, or went on after a pause; while it is suspended, since when
 * @param calendar the state of the calendar by which the end was counted
 */
record Term(TimeLeft whole, TimeLeft left, Instant from, long calendar) {

    Term withLeft(TimeLeft now, Instant at) {
        return new Term(whole, now.atMost(left), at, calendar);
    }
}
