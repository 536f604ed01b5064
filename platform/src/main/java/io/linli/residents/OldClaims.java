package io.linli.residents;

import io.linli.privacy.Retained;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends claims of homes and wishes for corrections that were decided: what came of them stands in the record itself. */
@Component
class OldClaims implements Retained {

    static final String KIND = "residents.claim";

    private static final String OLD = """
            where state <> 'OPEN' and decided_at < ? and id <> all (?) and owner <> all (?)""";
    private static final String DUE = "select (select count(*) from residents.claim " + OLD
            + ") + (select count(*) from residents.correction " + OLD + ")";
    private static final String CLAIMS = "delete from residents.claim where id in (select id from residents.claim "
            + OLD + " order by decided_at limit ?)";
    private static final String CORRECTIONS =
            "delete from residents.correction where id in (select id from residents.correction " + OLD
                    + " order by decided_at limit ?)";

    private final JdbcClient database;

    OldClaims(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public long due(Instant before, Holds holds) {
        var at = Rows.at(before);
        return database.sql(DUE)
                .params(at, holds.array(), holds.array(), at, holds.array(), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return erase(CLAIMS, before, holds, MOST / 2) + erase(CORRECTIONS, before, holds, MOST / 2);
    }

    private int erase(String sql, Instant before, Holds holds, int most) {
        return database.sql(sql)
                .params(Rows.at(before), holds.array(), holds.array(), most)
                .update();
    }

    @Override
    public Outcome eraseOf(UUID account, Holds holds) {
        int claims = database.sql("delete from residents.claim where owner = ? and id <> all (?)")
                .params(account, holds.array())
                .update();
        int corrections = database.sql("delete from residents.correction where owner = ? and id <> all (?)")
                .params(account, holds.array())
                .update();
        return Outcome.of(claims + corrections);
    }
}
