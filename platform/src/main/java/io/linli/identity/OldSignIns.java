package io.linli.identity;

import io.linli.privacy.Retained;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends the record of attempts to sign in. */
@Component
class OldSignIns implements Retained {

    static final String KIND = "identity.sign-in";

    /** Logs are kept for six months at least. */
    static final String LAW = "law.cybersecurity.21";

    private static final String OLD = "from identity.sign_in where at < ? and (account is null or account <> all (?))";

    private final JdbcClient database;

    OldSignIns(JdbcClient database) {
        this.database = database;
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
        return database.sql("delete from identity.sign_in where id in (select id " + OLD + " order by at limit ?)")
                .params(before.atOffset(ZoneOffset.UTC), holds.array(), MOST)
                .update();
    }
}
