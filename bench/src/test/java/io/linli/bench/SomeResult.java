package io.linli.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Made up. */
final class SomeResult {

    private SomeResult() {}

    static Result of(Figure... figures) {
        return new Result(
                "locate",
                "Points put into grids.",
                "0123456789abcdef0123456789abcdef01234567",
                false,
                Instant.parse("2026-11-22T01:02:03Z"),
                "./linli bench locate",
                12.34,
                new Machine(2, 24_105, "Some Processor", "Linux 6 amd64"),
                Map.of("java", "25.0.1", "postgresql", "18.4"),
                List.of(figures),
                List.of("One thread."),
                List.of(new Result.Attachment("the plan", "Index Scan using report_by_time\n  rows=20")));
    }
}
