package io.linli.analysis.detector;

import java.time.Instant;

/** What a detector is told, with codes and times only. */
public sealed interface Fact permits IncidentFact, RainFact, DayEnded {

    /** The name of the event without its version, such as {@code incident.reported}. */
    String type();

    Instant at();
}
