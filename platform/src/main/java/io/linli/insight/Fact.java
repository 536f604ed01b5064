package io.linli.insight;

import io.linli.incident.IncidentSource;
import io.linli.incident.IncidentStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Something that is so or not so of an incident. Of these words, as data, indicators are put together. */
public enum Fact {
    /** Residents themselves, the hotline, or a program that passes on what residents said. */
    FROM_RESIDENTS(
            "m.source in " + quoted(IncidentSource.RESIDENT, IncidentSource.HOTLINE_12345, IncidentSource.FEDERATION)),
    /** It stands as a matter of its own. */
    STANDING("m.status not in "
            + quoted(
                    IncidentStatus.REJECTED,
                    IncidentStatus.WITHDRAWN,
                    IncidentStatus.MERGED,
                    IncidentStatus.TRANSFERRED)),
    OPEN("m.ended_at is null"),
    CLOSED("m.status = 'CLOSED'"),
    URGENT("m.urgent"),
    ANSWERED("m.responded_at is not null"),
    ANSWERED_IN_30("m.responded_at <= m.reported_at + interval '30 minutes'"),
    ON_TIME("not m.late"),
    LATE("m.late"),
    ESCALATED("m.escalations > 0"),
    REWORKED("m.reworks > 0"),
    REOPENED("m.reopenings > 0"),
    FIRST_TIME("m.reworks = 0 and m.reopenings = 0"),
    /** It has come to an end, or had and was opened again. */
    ENDED_ONCE("(m.ended_at is not null or m.reopenings > 0)"),
    RATED("m.rated_at is not null"),
    CONTACTED("m.contacted"),
    SOLVED("m.solved"),
    SATISFIED("m.satisfied");

    private final String sql;

    Fact(String sql) {
        this.sql = sql;
    }

    /** That all of them are so; true when there are none. */
    static String all(Collection<Fact> facts) {
        return facts.isEmpty() ? "true" : facts.stream().map(fact -> fact.sql).collect(Collectors.joining(" and "));
    }

    private static String quoted(Enum<?>... codes) {
        return Arrays.stream(codes).map(code -> "'" + code.name() + "'").collect(Collectors.joining(", ", "(", ")"));
    }
}
