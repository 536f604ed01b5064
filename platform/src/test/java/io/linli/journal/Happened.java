package io.linli.journal;

import java.time.Instant;
import java.util.UUID;

/** An event of the tests: the n-th of a writer in a series that only one test knows. */
@EventName("test.happened/1")
record Happened(UUID series, int writer, int number, Instant at) implements DomainEvent {

    static Happened of(UUID series, int writer, int number) {
        return new Happened(series, writer, number, Instant.parse("2026-11-21T08:00:00Z"));
    }
}
