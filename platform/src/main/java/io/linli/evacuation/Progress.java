package io.linli.evacuation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far it is: numbers alone, which stay when all else is erased.
 *
 * @param ended of the households, those of which it is known what became of them
 * @param escalated of the others, those that went a level up
 * @param waiting those that are neither: none may be left at the end
 * @param safe people who are safe, as they were counted where they arrived or by whoever saw them
 * @param arrived people counted at shelters
 * @param differing households of which others came than were told of
 * @param minutes from the task to the word of what became of them
 */
public record Progress(
        int households,
        int heads,
        Map<HouseholdStatus, Integer> byStatus,
        int ended,
        int escalated,
        int waiting,
        int safe,
        int arrived,
        int differing,
        Minutes minutes) {

    /** Over n households; absent when there are none. */
    public record Minutes(
            int n, @Nullable Double median, @Nullable Double p90) {}

    /** What of a household is counted. */
    record Row(
            HouseholdStatus status,
            int heads,
            int escalations,
            @Nullable Integer arrived,
            @Nullable Instant givenAt,
            @Nullable Instant confirmedAt) {}

    static Progress of(List<Row> rows) {
        var byStatus = new EnumMap<HouseholdStatus, Integer>(HouseholdStatus.class);
        rows.forEach(row -> byStatus.merge(row.status(), 1, Integer::sum));
        var times = rows.stream()
                .flatMap(row -> {
                    var given = row.givenAt();
                    var known = row.confirmedAt();
                    return given == null || known == null
                            ? Stream.<Double>empty()
                            : Stream.of(Duration.between(given, known).toMillis() / 60_000.0);
                })
                .sorted()
                .toList();
        int ended = (int) rows.stream().filter(row -> row.status().confirmed()).count();
        int escalated = byStatus.getOrDefault(HouseholdStatus.NOT_REACHED, 0);
        int cancelled = byStatus.getOrDefault(HouseholdStatus.CANCELLED, 0);
        return new Progress(
                rows.size(),
                rows.stream().mapToInt(Row::heads).sum(),
                byStatus,
                ended,
                escalated,
                rows.size() - ended - escalated - cancelled,
                rows.stream()
                        .filter(row -> row.status() == HouseholdStatus.SAFE)
                        .mapToInt(row -> row.arrived() == null ? row.heads() : row.arrived())
                        .sum(),
                rows.stream()
                        .mapToInt(row -> row.arrived() == null ? 0 : row.arrived())
                        .sum(),
                (int) rows.stream()
                        .filter(row -> row.arrived() != null && row.arrived() != row.heads())
                        .count(),
                new Minutes(times.size(), rank(times, 0.5), rank(times, 0.9)));
    }

    /** The nearest rank: a time that was really taken. */
    private static @Nullable Double rank(List<Double> sorted, double share) {
        return sorted.isEmpty() ? null : Math.round(sorted.get((int) Math.ceil(share * sorted.size()) - 1) * 10) / 10.0;
    }
}
