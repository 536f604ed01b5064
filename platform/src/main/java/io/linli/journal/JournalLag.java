package io.linli.journal;

import io.linli.settings.EachInstance;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How far each reader is behind: in entries, counted up to a limit, and in the time that the oldest of them has waited. */
@Component
@EachInstance
public class JournalLag {

    static final int MOST_COUNTED = 100_000;

    /**
     * How far one is behind.
     *
     * @param entries that it has not come to, counted up to 100,000
     * @param time that the oldest of them has waited; none when there is none
     */
    public record Lag(long entries, Duration time) {

        static final Lag NONE = new Lag(0, Duration.ZERO);
    }

    private final JdbcClient database;
    private final JournalPump pump;
    private final MeterRegistry measures;
    private final Map<String, Lag> lags = new ConcurrentHashMap<>();

    JournalLag(JdbcClient database, JournalPump pump, MeterRegistry measures) {
        this.database = database;
        this.pump = pump;
        this.measures = measures;
    }

    Map<String, Lag> lags() {
        return lags;
    }

    @Scheduled(fixedDelayString = "${linli.journal.measure:10s}", initialDelayString = "5s")
    void measure() throws DataAccessException {
        for (var follower : pump.followers()) {
            var lag = of(follower.name());
            if (lags.put(follower.name(), lag) == null) {
                show(follower.name());
            }
        }
    }

    /** As it stands now, wherever the reader runs. */
    public Lag of(String reader) {
        return database.sql("""
                        select count(*), coalesce(extract(epoch from now() - min(written)), 0) from (
                            select written from journal.entry
                            where (entry.epoch, entry.xid, entry.seq) > (
                                select cursor.epoch, cursor.xid, cursor.seq from journal.cursor where reader = :reader
                                union all select 0, '0'::xid8, 0
                                    where not exists (select from journal.cursor where reader = :reader))
                            order by entry.epoch, entry.xid, entry.seq
                            limit :most) unread""")
                .param("reader", reader)
                .param("most", MOST_COUNTED)
                .query((row, n) -> new Lag(row.getLong(1), Duration.ofMillis((long) (row.getDouble(2) * 1000))))
                .single();
    }

    private void show(String reader) {
        Gauge.builder("linli.journal.lag", () -> lag(reader).entries())
                .tag("reader", reader)
                .description("Entries of the journal that the reader has not come to, counted up to 100,000")
                .register(measures);
        Gauge.builder("linli.journal.lag.time", () -> lag(reader).time().toMillis() / 1000.0)
                .tag("reader", reader)
                .baseUnit("seconds")
                .description("How long the oldest of them has waited")
                .register(measures);
    }

    private Lag lag(String reader) {
        return lags.getOrDefault(reader, Lag.NONE);
    }
}
