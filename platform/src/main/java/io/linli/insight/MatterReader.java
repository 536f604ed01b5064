package io.linli.insight;

import io.linli.incident.IncidentEvent;
import io.linli.incident.IncidentEvents;
import io.linli.incident.IncidentFacts;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentRolledUp;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import io.linli.journal.JournalReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes one generation of the figures' rows of the events of incidents. The one that is not shown reads on and writes
 * nothing, until a recount lets it begin from the start; when it has come as far as the one that is shown it takes its
 * place, in the transaction of its last batch.
 */
final class MatterReader implements JournalReader {

    /** One incident as it is after the events of a batch. */
    record Known(Track track, IncidentFacts facts, Position last) {}

    private record Told(IncidentEvent event, Position at) {}

    private final int generation;
    private final Matters matters;

    MatterReader(int generation, Matters matters) {
        this.generation = generation;
        this.matters = matters;
    }

    static String name(int generation) {
        return "insight-matters-" + generation;
    }

    @Override
    public String name() {
        return name(generation);
    }

    @Override
    public int most() {
        return 2_000;
    }

    @Override
    public void read(List<JournalEntry> entries) {
        var model = matters.model();
        boolean shown = model.active() == generation;
        if (!shown && model.askedAt() == null) {
            return;
        }
        write(entries.stream()
                .flatMap(entry -> IncidentEvents.in(entry).map(event -> new Told(event, entry.position())).stream())
                .toList());
        var last = entries.getLast().position();
        matters.progressed(generation, last);
        if (!shown
                && matters.progress(model.active())
                        .filter(other -> last.compareTo(other) < 0)
                        .isEmpty()) {
            matters.show(generation);
        }
    }

    private void write(List<Told> all) {
        if (all.isEmpty()) {
            return;
        }
        var ids = all.stream().map(told -> told.event().incident()).distinct().toList();
        var tracks = matters.tracks(generation, ids);
        Map<IncidentId, Known> after = new LinkedHashMap<>();
        for (var told : all) {
            var event = told.event();
            var known = after.get(event.incident());
            var before = known != null ? known.track() : tracks.getOrDefault(event.incident(), Track.NEW);
            after.put(event.incident(), new Known(before.after(event), event.now(), told.at()));
        }
        rememberSteps(all, after);
        matters.write(generation, after);
    }

    // the journal keeps the steps for three years, the rows that were made of them know them for good
    private void rememberSteps(List<Told> all, Map<IncidentId, Known> after) {
        var summed = all.stream()
                .map(Told::event)
                .filter(IncidentRolledUp.class::isInstance)
                .map(IncidentEvent::incident)
                .distinct()
                .toList();
        if (!summed.isEmpty()) {
            matters.tracks(1 - generation, summed).forEach((incident, track) -> {
                if (!track.partial()) {
                    after.computeIfPresent(incident, (id, known) -> new Known(track, known.facts(), known.last()));
                }
            });
        }
    }

    /** Both generations. */
    @Configuration(proxyBeanMethods = false)
    static class Readers {

        @Bean
        MatterReader firstMatters(Matters matters) {
            return new MatterReader(0, matters);
        }

        @Bean
        MatterReader secondMatters(Matters matters) {
            return new MatterReader(1, matters);
        }
    }
}
