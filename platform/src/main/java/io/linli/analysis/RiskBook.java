package io.linli.analysis;

import static io.linli.incident.IncidentStatus.MERGED;
import static io.linli.incident.IncidentStatus.REJECTED;
import static io.linli.incident.IncidentStatus.REOPENED;
import static io.linli.incident.IncidentStatus.REWORK;
import static io.linli.incident.IncidentStatus.TRANSFERRED;
import static io.linli.incident.IncidentStatus.WITHDRAWN;

import io.linli.analysis.detector.Days;
import io.linli.incident.IncidentEvent;
import io.linli.incident.IncidentFacts;
import io.linli.incident.IncidentStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what each incident contributes to the risk of its place, as the journal tells of it. */
@Component
class RiskBook {

    /** What turned out to be nothing, or is not ours, or stands with another. */
    private static final Set<IncidentStatus> NOTHING = EnumSet.of(REJECTED, WITHDRAWN, MERGED, TRANSFERRED);

    private final JdbcClient database;
    private final RiskFormula formula;

    RiskBook(JdbcClient database, RiskFormula formula) {
        this.database = database;
        this.formula = formula;
    }

    /** What became of one incident within a batch. */
    private static final class Change {
        private IncidentFacts now;
        private Instant since;
        private int again;

        Change(IncidentFacts now, Instant since) {
            this.now = now;
            this.since = since;
        }

        boolean counts() {
            return !NOTHING.contains(now.status()) && FactReader.isToldOf(now);
        }
    }

    /** Gathers what a batch of the journal tells and writes it together: one statement, and not one for each event. */
    final class Batch {

        private final Map<UUID, Change> changes = new LinkedHashMap<>();

        void take(IncidentEvent event, Instant at) {
            var now = event.now();
            var before = event.before();
            var since = now.reportedAt().isAfter(at) ? at : now.reportedAt();
            var change = changes.computeIfAbsent(event.incident().id(), id -> new Change(now, since));
            change.now = now;
            if (before != null
                    && before.status() != now.status()
                    && (now.status() == REWORK || now.status() == REOPENED)) {
                change.again++;
            }
        }

        /** The day is over: what was told until then counts. */
        void endOf(long day) {
            flush();
            RiskBook.this.endOf(day);
        }

        void flush() {
            var kept = new ArrayList<UUID>();
            var gone = new ArrayList<UUID>();
            changes.forEach((id, change) -> (change.counts() ? kept : gone).add(id));
            if (!gone.isEmpty()) {
                database.sql("delete from analysis.contribution where incident = any (?)")
                        .param(gone.toArray(UUID[]::new))
                        .update();
            }
            if (!kept.isEmpty()) {
                write(kept);
            }
            changes.clear();
        }

        private void write(List<UUID> kept) {
            database.sql("""
                            insert into analysis.contribution as kept
                                (incident, area, cell, category, at, urgent, danger, open, again)
                            select incident, area, cell, category, at, urgent, danger, open, again
                            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::boolean[],
                                    ?::boolean[], ?::boolean[], ?::int[])
                                new (incident, area, cell, category, at, urgent, danger, open, again)
                            on conflict (incident) do update set area = excluded.area, cell = excluded.cell,
                                category = excluded.category, urgent = excluded.urgent, danger = excluded.danger,
                                open = excluded.open, again = kept.again + excluded.again""")
                    .params(
                            kept.toArray(UUID[]::new),
                            of(kept, change -> change.now.area().code(), String[]::new),
                            of(kept, change -> change.now.geohash(), String[]::new),
                            of(kept, change -> change.now.category(), String[]::new),
                            of(kept, change -> change.since.toString(), String[]::new),
                            of(kept, change -> change.now.urgent(), Boolean[]::new),
                            of(kept, change -> change.now.danger(), Boolean[]::new),
                            of(kept, change -> change.now.status().isOpen(), Boolean[]::new),
                            of(kept, change -> change.again, Integer[]::new))
                    .update();
        }

        private <T> T[] of(List<UUID> kept, Function<Change, @Nullable T> part, IntFunction<T[]> array) {
            return kept.stream()
                    .map(id -> part.apply(Objects.requireNonNull(changes.get(id))))
                    .toArray(array);
        }
    }

    Batch batch() {
        return new Batch();
    }

    /** What the grids came to at the end of the day, and what is long past is let go. */
    private void endOf(long day) {
        var end = Days.begin(day + 1);
        database.sql("""
                        insert into analysis.risk_day (day, area, points, incidents)
                        select ?, left(c.area, 15) as grid, sum(%s), count(*)
                        from analysis.contribution c %s
                        where c.at < ? and length(c.area) >= 15 group by grid
                        on conflict (area, day) do nothing""".formatted(formula.points(end), RiskFormula.WEIGHT))
                .params(LocalDate.ofEpochDay(day), end.atOffset(ZoneOffset.UTC))
                .update();
        database.sql("delete from analysis.contribution where at < ? and not open")
                .param(end.minus(Duration.ofDays(formula.days())).atOffset(ZoneOffset.UTC))
                .update();
    }
}
