package io.linli.analysis.language;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.incident.IncidentDetails;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which other incidents may be about the same thing: near in space, time and words. Candidates with the reason; that they are the same
 * is said by a person.
 */
@Service
@Transactional(readOnly = true)
public class Duplicates {

    private static final Duration BEFORE = Duration.ofDays(30);
    private static final Duration AFTER = Duration.ofDays(30);
    private static final double NEAR = 500;
    private static final int COMMUNITY = 12;
    private static final int STREET = 9;
    private static final int COUNTY = 6;
    private static final int LOOKED_AT = 500; // before it, and as many after
    private static final int SHOWN = 10;
    static final double ENOUGH = 0.5;
    private static final String COLUMNS =
            "l.incident, l.number, l.reported_at, l.area, l.geohash, l.category, l.status, l.signature";

    private final ScopedQuery scoped;
    private final IncidentDetails incidents;

    Duplicates(ScopedQuery scoped, IncidentDetails incidents) {
        this.scoped = scoped;
        this.incidents = incidents;
    }

    /**
     * Another incident.
     *
     * @param score from 0 to 1: words count half, place three tenths, time two tenths
     * @param words the estimated share of the pairs of characters that both texts have, of all that either has
     * @param metres between the places, to about 150; missing where one is not known so closely
     * @param hours from the one report to the other
     * @param sameKind whether both are of the same kind of matter
     */
    public record Candidate(
            IncidentId id,
            String number,
            Instant reportedAt,
            IncidentStatus status,
            double score,
            double words,
            @Nullable Long metres,
            long hours,
            boolean sameKind) {}

    private record Row(
            UUID id,
            String number,
            Instant reportedAt,
            String area,
            @Nullable String geohash,
            @Nullable String category,
            String status,
            String signature) {}

    /** The likeliest first; refused when the caller may not see the incident, and only of what they may see. */
    public List<Candidate> of(IncidentId id, Caller caller) {
        incidents.requireSeen(id);
        var asked = scoped.from(caller, "analysis.likeness l")
                .select(COLUMNS)
                .and("l.incident = ?", id.id())
                .first(Duplicates::row);
        return asked.map(row -> candidates(row, caller)).orElse(List.of());
    }

    private List<Candidate> candidates(Row asked, Caller caller) {
        var words = Signatures.of(asked.signature());
        return Stream.concat(others(asked, caller, true).stream(), others(asked, caller, false).stream())
                .map(other -> compared(asked, words, other))
                .filter(candidate -> candidate.score() >= ENOUGH)
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .limit(SHOWN)
                .toList();
    }

    /** Those of the same ground that are nearest in time, on one side of it. */
    private List<Row> others(Row asked, Caller caller, boolean earlier) {
        var then = asked.reportedAt();
        return ground(scoped.from(caller, "analysis.likeness l").select(COLUMNS), asked.area())
                .and(
                        earlier
                                ? "l.reported_at >= ? and l.reported_at <= ?"
                                : "l.reported_at > ? and l.reported_at <= ?",
                        at(earlier ? then.minus(BEFORE) : then),
                        at(earlier ? then : then.plus(AFTER)))
                .and("l.incident <> ?", asked.id())
                .orderBy(earlier ? "l.reported_at desc" : "l.reported_at")
                .limit(LOOKED_AT)
                .list(Duplicates::row);
    }

    // by a column of its own where there is one, so that an index has those nearest in time side by side
    private static ScopedQuery.Query ground(ScopedQuery.Query query, String area) {
        if (area.length() >= COMMUNITY) {
            return query.and("l.community = ?", area.substring(0, COMMUNITY));
        }
        return switch (area.length()) {
            case STREET -> query.and("l.street = ?", area);
            case COUNTY -> query.and("l.county = ?", area);
            default -> query.and("l.area >= ? and l.area < ?", area, area + ":");
        };
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Whether reports so far apart in time are compared at all. */
    static boolean isNear(Duration apart) {
        return apart.compareTo(BEFORE) <= 0;
    }

    /** How likely two texts speak of the same, by their words, how near they are, and the time between them. */
    static double score(double words, double place, Duration apart) {
        double time = Math.max(0, 1 - (double) apart.toHours() / BEFORE.toHours());
        // texts of two people about one thing share a third of their pairs or less
        return 0.5 * Math.min(1, words / 0.4) + 0.3 * place + 0.2 * time;
    }

    private static Candidate compared(Row asked, Signatures signature, Row other) {
        double words = signature.sharedWith(other.signature());
        var metres = asked.geohash() == null || other.geohash() == null
                ? null
                : Geocell.metres(asked.geohash(), other.geohash());
        var apart = Duration.between(other.reportedAt(), asked.reportedAt()).abs();
        double place =
                metres == null ? (asked.area().equals(other.area()) ? 0.7 : 0.3) : Math.max(0, 1 - metres / (2 * NEAR));
        double score = score(words, place, apart);
        return new Candidate(
                new IncidentId(other.id()),
                other.number(),
                other.reportedAt(),
                IncidentStatus.valueOf(other.status()),
                Math.round(score * 100) / 100.0,
                Math.round(words * 100) / 100.0,
                metres == null ? null : Math.round(metres),
                apart.toHours(),
                asked.category() != null && asked.category().equals(other.category()));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }
}
