package io.linli.residents;

import io.linli.privacy.Retained;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends claims of homes and wishes for corrections that were decided: what came of them stands in the record itself. With
 * them end the notes of what applications took over.
 */
@Component
class OldClaims implements Retained {

    static final String KIND = "residents.claim";

    private static final String OLD = """
            where state <> 'OPEN' and decided_at < ? and id <> all (?) and owner <> all (?)""";
    private static final String LONG_AGO = "where at < ? and application <> all (?) and owner <> all (?)";
    private static final String DUE = "select (select count(*) from residents.claim " + OLD
            + ") + (select count(*) from residents.correction " + OLD
            + ") + (select count(*) from residents.taken_over " + LONG_AGO + ")";
    private static final String CLAIMS = "delete from residents.claim where id in (select id from residents.claim "
            + OLD + " order by decided_at limit ?)";
    private static final String CORRECTIONS =
            "delete from residents.correction where id in (select id from residents.correction " + OLD
                    + " order by decided_at limit ?)";
    private static final String TAKEN_OVER =
            "delete from residents.taken_over where id in (select id from residents.taken_over " + LONG_AGO
                    + " order by at limit ?)";

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
                .params(
                        at,
                        holds.array(),
                        holds.array(),
                        at,
                        holds.array(),
                        holds.array(),
                        at,
                        holds.array(),
                        holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return erase(CLAIMS, before, holds, MOST / 3)
                + erase(CORRECTIONS, before, holds, MOST / 3)
                + erase(TAKEN_OVER, before, holds, MOST / 3);
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
        int taken = database.sql("delete from residents.taken_over where owner = ? and application <> all (?)")
                .params(account, holds.array())
                .update();
        return Outcome.of(claims + corrections + taken);
    }
}
