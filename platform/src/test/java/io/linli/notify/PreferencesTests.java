package io.linli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTests {

    @ParameterizedTest
    @CsvSource({
        // over midnight
        "22:00, 07:00, 2026-11-21T21:59, 2026-11-21T21:59",
        "22:00, 07:00, 2026-11-21T22:00, 2026-11-22T07:00",
        "22:00, 07:00, 2026-11-22T06:59, 2026-11-22T07:00",
        "22:00, 07:00, 2026-11-22T07:00, 2026-11-22T07:00",
        // within a day
        "12:00, 14:00, 2026-11-21T13:00, 2026-11-21T14:00",
        "12:00, 14:00, 2026-11-21T14:00, 2026-11-21T14:00",
        // never
        "12:00, 12:00, 2026-11-21T12:00, 2026-11-21T12:00"
    })
    void letWhatIsNotUrgentWaitForTheEndOfTheQuietHours(
            LocalTime from, LocalTime until, LocalDateTime now, LocalDateTime then) {
        assertThat(wanting(from, until, "08:00").afterQuiet(beijing(now))).isEqualTo(beijing(then));
    }

    @ParameterizedTest
    @CsvSource({
        "08:00, 2026-11-21T07:00, 2026-11-21T08:00",
        "08:00, 2026-11-21T08:00, 2026-11-22T08:00",
        "08:00, 2026-11-21T23:00, 2026-11-22T08:00",
        // a digest at night goes out in the morning
        "23:30, 2026-11-21T12:00, 2026-11-22T07:00"
    })
    void gatherADigestForTheNextTimeThatIsNotQuiet(String digestAt, LocalDateTime now, LocalDateTime then) {
        var wants = wanting(LocalTime.of(22, 0), LocalTime.of(7, 0), digestAt);

        assertThat(wants.nextDigest(beijing(now))).isEqualTo(beijing(then));
    }

    private static Preferences wanting(LocalTime from, LocalTime until, String digestAt) {
        return new Preferences("zh", Wish.EACH, Wish.EACH, Wish.EACH, from, until, LocalTime.parse(digestAt));
    }

    private static Instant beijing(LocalDateTime time) {
        return time.atZone(Preferences.ZONE).toInstant();
    }
}
