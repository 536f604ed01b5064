package io.linli.insight;

import io.linli.incident.IncidentSource;
import io.linli.incident.IncidentStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something that is so or not so of an incident. Of these words, as data, indicators are put together. */
public enum Fact {
    /** Residents themselves, also at an evening talk, the hotline, or a program that passes on what residents said. */
    FROM_RESIDENTS(
            0,
            "m.source in "
                    + quoted(
                            IncidentSource.RESIDENT,
                            IncidentSource.TALK,
                            IncidentSource.HOTLINE_12345,
                            IncidentSource.FEDERATION)),
    /** It stands as a matter of its own. */
    STANDING(
            1,
            "m.status not in "
                    + quoted(
                            IncidentStatus.REJECTED,
                            IncidentStatus.WITHDRAWN,
                            IncidentStatus.MERGED,
                            IncidentStatus.TRANSFERRED)),
    OPEN(2, "m.ended_at is null"),
    CLOSED(3, "m.status = 'CLOSED'"),
    URGENT(4, "m.urgent"),
    ANSWERED(5, "m.responded_at is not null"),
    ANSWERED_IN_30(6, "m.responded_at <= m.reported_at + interval '30 minutes'"),
    ON_TIME(7, "not m.late"),
    LATE(8, "m.late"),
    ESCALATED(9, "m.escalations > 0"),
    REWORKED(10, "m.reworks > 0"),
    REOPENED(11, "m.reopenings > 0"),
    FIRST_TIME(12, "m.reworks = 0 and m.reopenings = 0"),
    /** It has come to an end, or had and was opened again. */
    ENDED_ONCE(13, "(m.ended_at is not null or m.reopenings > 0)"),
    RATED(14, "m.rated_at is not null"),
    CONTACTED(15, "m.contacted"),
    SOLVED(16, "m.solved"),
    SATISFIED(17, "m.satisfied");

    private final int place;
    private final String sql;

    /** The place is its bit in the sums that are kept. */
    Fact(int place, String sql) {
        this.place = place;
        this.sql = sql;
    }

    /** Of what only the sum of a month is known; beside the bits of the facts. */
    static final int PARTIAL = 1 << 30;

    /** In SQL, all that is so of an incident, as one number. */
    static final String BITS = Stream.concat(
                    Arrays.stream(values()).map(fact -> bit(fact.sql, fact.bit())),
                    Stream.of(bit("m.partial", PARTIAL)))
            .collect(Collectors.joining(" + ", "(", ")"));

    private static String bit(String sql, int bit) {
        return "case when " + sql + " then " + bit + " else 0 end";
    }

    int bit() {
        return 1 << place;
    }

    static int bits(Collection<Fact> facts) {
        return facts.stream().mapToInt(Fact::bit).reduce(0, (some, one) -> some | one);
    }

    /** That all of them are so; true when there are none. */
    static String all(Collection<Fact> facts) {
        return facts.isEmpty() ? "true" : facts.stream().map(fact -> fact.sql).collect(Collectors.joining(" and "));
    }

    private static String quoted(Enum<?>... codes) {
        return Arrays.stream(codes).map(code -> "'" + code.name() + "'").collect(Collectors.joining(", ", "(", ")"));
    }
}
