package io.linli.analysis.language;

import io.linli.incident.IncidentWords.Worded;
import io.linli.tasking.Withheld;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far what people report now is from what the model learned from: the kinds by week as the model takes them, how much it
 * is not sure of, how much people put right. Groups of fewer than five are not told. Pure.
 */
public record Drift(String model, int texts, List<Kind> kinds, List<Week> weeks) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /**
     * A kind that the model knows.
     *
     * @param learned its share of what the model learned from
     */
    public record Kind(String code, String name, double learned) {}

    /**
     * A week from its Monday.
     *
     * @param kinds in the order of the kinds; null where they are too few
     * @param unsure what the model was not sure enough of to be followed
     */
    public record Week(
            LocalDate from,
            int texts,
            List<@Nullable Share> kinds,
            @Nullable Share unsure,
            @Nullable Share corrected) {}

    private static final class Counts {
        private final int[] kinds;
        private int texts;
        private int unsure;
        private int corrected;

        Counts(int kinds) {
            this.kinds = new int[kinds];
        }
    }

    static Drift of(Classifier classifier, Collection<Worded> reported, Set<UUID> corrected) {
        var card = classifier.card();
        Map<LocalDate, Counts> weeks = new TreeMap<>();
        for (var one : reported) {
            var monday = LocalDate.ofInstant(one.reportedAt(), ZONE)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            var counts = weeks.computeIfAbsent(
                    monday, week -> new Counts(card.kinds().size()));
            var probabilities = classifier.probabilities(Wording.of(one.text()));
            int best = LinearModel.best(probabilities);
            counts.texts++;
            counts.kinds[best]++;
            counts.unsure += probabilities[best] < card.threshold() ? 1 : 0;
            counts.corrected += corrected.contains(one.id().id()) ? 1 : 0;
        }
        int learned = card.kinds().stream().mapToInt(ModelCard.Kind::texts).sum();
        return new Drift(
                card.version(),
                reported.size(),
                card.kinds().stream()
                        .map(kind -> new Kind(
                                kind.code(),
                                kind.name(),
                                learned == 0 ? 0 : Math.round(1e4 * kind.texts() / learned) / 1e4))
                        .toList(),
                weeks.entrySet().stream()
                        .filter(week -> week.getValue().texts >= Share.FEWEST)
                        .map(week -> week(week.getKey(), week.getValue()))
                        .toList());
    }

    private static Week week(LocalDate from, Counts counts) {
        List<@Nullable Share> kinds = new ArrayList<>();
        for (int count : counts.kinds) {
            kinds.add(Share.of(count, counts.texts));
        }
        Map<Integer, Long> sizes = new TreeMap<>();
        for (int kind = 0; kind < counts.kinds.length; kind++) {
            sizes.put(kind, (long) counts.kinds[kind]);
        }
        // one that is hidden alone could be reckoned from the others
        Withheld.of(sizes).forEach(kind -> kinds.set(kind, null));
        return new Week(
                from,
                counts.texts,
                kinds,
                Share.of(counts.unsure, counts.texts),
                Share.of(counts.corrected, counts.texts));
    }
}
