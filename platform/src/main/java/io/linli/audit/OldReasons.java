package io.linli.audit;

import io.linli.privacy.Retained;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends the reasons that people gave in their own words. The records stay for as long as the operator keeps their months,
 * and what they prove stays proved.
 */
@Component
class OldReasons implements Retained {

    static final String KIND = "audit.reason";

    /** Logs are kept for six months at least. */
    static final String LAW = "law.cybersecurity.21";

    /** By the time in their ids, so that only what is old enough is looked at; the record says when it really was. */
    private static final String OLD = """
            from audit.reason w join audit.record r on r.id = w.record
            where w.erased_at is null and w.record < ? and r.at < ? and (r.account is null or r.account <> all (?))""";

    /** No clock of an instance is further ahead of another. */
    private static final Duration APART = Duration.ofDays(1);

    private final JdbcClient database;
    private final Audit audit;

    OldReasons(JdbcClient database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Term> least() {
        return Optional.of(new Term(180, LAW));
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) " + OLD)
                .params(madeAt(before.plus(APART)), before.atOffset(ZoneOffset.UTC), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return audit.erase(database.sql("select r.id " + OLD + " order by w.record limit ?")
                .params(madeAt(before.plus(APART)), before.atOffset(ZoneOffset.UTC), holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Below every id that was made later (RFC 9562: version 7 begins with 48 bits of milliseconds). */
    private static UUID madeAt(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
    }
}
