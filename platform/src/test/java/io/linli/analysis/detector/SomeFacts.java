package io.linli.analysis.detector;

import io.linli.incident.IncidentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts of the tests' own, and a way to feed them to one detector. */
final class SomeFacts {

    static final String GRID = "430181003001001";
    static final String NEXT_GRID = "430181003001002";

    /** A Monday, at midnight in China. */
    static final Instant BEGIN = Instant.parse("2026-03-01T16:00:00Z");

    private SomeFacts() {}

    static IncidentFact report(String grid, @Nullable String cell, String category, Instant at) {
        return report(UUID.randomUUID(), grid, cell, category, at, null);
    }

    static IncidentFact report(
            UUID incident,
            String grid,
            @Nullable String cell,
            String category,
            Instant at,
            @Nullable String signature) {
        return new IncidentFact(
                IncidentFact.REPORTED,
                incident,
                at,
                grid,
                grid,
                cell,
                category,
                null,
                IncidentStatus.REPORTED,
                false,
                null,
                null,
                signature);
    }

    static IncidentFact step(
            UUID incident,
            String unit,
            IncidentStatus before,
            IncidentStatus now,
            Instant at,
            @Nullable Instant dueAt) {
        return new IncidentFact(
                "incident.answered", incident, at, GRID, GRID, null, "9001", before, now, false, unit, dueAt, null);
    }

    static final class Fed {

        final List<Finding> findings = new ArrayList<>();
        private final Detector<?> detector;
        private final Course.InMemory states = new Course.InMemory();
        private final Course course;

        Fed(Detector<?> detector, Values values) {
            this.detector = detector;
            this.course = new Course(states, any -> values);
        }

        Fed(Detector<?> detector) {
            this(detector, Values.usual(detector));
        }

        List<Finding> on(Fact fact) {
            var outcome = course.feed(List.of(detector), fact);
            if (!outcome.faults().isEmpty()) {
                throw outcome.faults().getFirst().cause();
            }
            var found = outcome.findings().stream().map(Course.Found::finding).toList();
            findings.addAll(found);
            return found;
        }
    }
}
