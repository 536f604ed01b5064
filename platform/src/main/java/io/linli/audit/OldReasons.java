package io.linli.audit;

import io.linli.privacy.Retained;
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

    private static final String OLD = """
            from audit.record r join audit.reason w on w.record = r.id
            where w.erased_at is null and r.at < ? and (r.account is null or r.account <> all (?))""";

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
                .params(before.atOffset(ZoneOffset.UTC), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return audit.erase(database.sql("select r.id " + OLD + " order by r.at limit ?")
                .params(before.atOffset(ZoneOffset.UTC), holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }
}
