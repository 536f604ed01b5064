package io.linli.analysis;

import io.linli.analysis.detector.Course;
import io.linli.analysis.detector.DayEnded;
import io.linli.analysis.detector.Days;
import io.linli.analysis.detector.Detector;
import io.linli.analysis.detector.Fact;
import io.linli.analysis.detector.Finding;
import io.linli.analysis.detector.IncidentFact;
import io.linli.incident.IncidentEvent;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One way through some entries of the journal: what the live reader and a replay do alike. */
final class Passage {

    private static final int MOST_DAYS = 60;
    private static final int LONGEST = 300;

    /** What was found at a place of the journal. */
    record Told(Detector<?> detector, Finding finding, Position place, Instant at) {}

    /** What went wrong there; without a detector the entry could not be read. */
    record Fault(@Nullable String detector, String key, JournalEntry entry, String cause) {}

    private final List<? extends Detector<?>> detectors;
    private final Course course;
    private final List<Told> told = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private @Nullable Instant watermark;

    Passage(List<? extends Detector<?>> detectors, Course course, @Nullable Instant watermark) {
        this.detectors = detectors;
        this.course = course;
        this.watermark = watermark;
    }

    /**
     * What an entry tells.
     *
     * @param event where it is one of an incident
     * @param fact none when detectors are not to be told of it
     */
    record Read(@Nullable IncidentEvent event, @Nullable Fact fact) {}

    /** What an entry tells, as of that time; none when it is about something else, or cannot be read. */
    Optional<Read> read(JournalEntry entry, Instant at) {
        try {
            var rain = FactReader.rain(entry, at);
            return rain.isPresent()
                    ? rain.map(fact -> new Read(null, fact))
                    : FactReader.event(entry)
                            .map(event -> new Read(
                                    event,
                                    FactReader.isToldOf(event.now())
                                            ? as(FactReader.fact(entry.type(), event), at)
                                            : null));
        } catch (RuntimeException e) {
            faults.add(new Fault(null, "", entry, cause(e)));
            return Optional.empty();
        }
    }

    private static IncidentFact as(IncidentFact fact, Instant at) {
        return at.equals(fact.at())
                ? fact
                : new IncidentFact(
                        fact.type(),
                        fact.incident(),
                        at,
                        fact.area(),
                        fact.grid(),
                        fact.cell(),
                        fact.category(),
                        fact.before(),
                        fact.now(),
                        fact.urgent(),
                        fact.unit(),
                        fact.dueAt(),
                        fact.signature());
    }

    /** The days that end before that time, if any; then it is the latest. */
    void passTo(JournalEntry entry, Instant at, LongConsumer ended) {
        var before = watermark;
        if (before == null || at.isAfter(before)) {
            watermark = at;
        }
        if (before == null) {
            return;
        }
        long today = Days.of(at);
        for (long day = Math.max(Days.of(before), today - MOST_DAYS); day < today; day++) {
            feed(entry, new DayEnded(day, Days.begin(day + 1)));
            ended.accept(day);
        }
    }

    void feed(JournalEntry entry, Fact fact) {
        facts.add(fact);
        var outcome = course.feed(detectors, fact);
        outcome.findings()
                .forEach(found -> told.add(new Told(found.detector(), found.finding(), entry.position(), fact.at())));
        outcome.faults()
                .forEach(fault ->
                        faults.add(new Fault(fault.detector().name(), fault.key(), entry, cause(fault.cause()))));
    }

    // the kind of it and where, never what was in the entry
    private static String cause(RuntimeException e) {
        var at = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
        var text = e.getClass().getSimpleName() + at;
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    @Nullable
    Instant watermark() {
        return watermark;
    }

    List<Told> told() {
        return told;
    }

    List<Fault> faults() {
        return faults;
    }

    List<Fact> facts() {
        return facts;
    }
}
