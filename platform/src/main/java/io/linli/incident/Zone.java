package io.linli.incident;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Days as people here count them. */
final class Zone {

    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    private Zone() {}

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(HERE).toInstant();
    }

    static Instant at(LocalDateTime time) {
        return time.atZone(HERE).toInstant();
    }

    static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, HERE);
    }
}
