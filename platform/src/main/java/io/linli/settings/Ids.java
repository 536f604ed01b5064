package io.linli.settings;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;

/** New ids: UUID version 7 (RFC 9562), so that new rows stand together, or random where time would tell on a person. */
public final class Ids {

    private static final TimeBasedEpochRandomGenerator IN_ORDER = Generators.timeBasedEpochRandomGenerator();

    private Ids() {}

    /** Starts with the milliseconds of its making. */
    public static UUID next() {
        return IN_ORDER.generate();
    }

    /** Tells nothing: for secret ballots, anonymous reports and survey answers ({@code design} section "Ids"). */
    public static UUID untimed() {
        return UUID.randomUUID();
    }
}
