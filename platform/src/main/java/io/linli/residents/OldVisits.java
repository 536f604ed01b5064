package io.linli.residents;

import io.linli.privacy.Retained;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends what people answered at visits. That there was a visit stays in the journal, without a word of it. */
@Component
class OldVisits implements Retained {

    static final String KIND = "residents.visit";

    private static final String OLD = """
            from residents.visit v where v.at < ? and v.person <> all (?) and v.id <> all (?)""";

    private final JdbcClient database;

    OldVisits(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) " + OLD)
                .params(Rows.at(before), holds.array(), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return erase(database.sql("select v.id " + OLD + " order by v.at limit ? for update")
                .params(Rows.at(before), holds.array(), holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Answers are given to serve somebody: who asks is let go of, whatever their age. */
    @Override
    public Outcome eraseOf(UUID account, Holds holds) {
        return Outcome.of(erase(database.sql("""
                        select v.id from residents.visit v join residents.person p on p.id = v.person
                        where p.owner = ? and v.id <> all (?) and p.id <> all (?) order by v.id limit ? for update of v""")
                .params(account, holds.array(), holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()));
    }

    private int erase(List<UUID> ids) {
        var those = ids.toArray(UUID[]::new);
        database.sql("delete from residents.visit_use where visit = any (?)")
                .param(those)
                .update();
        return database.sql("delete from residents.visit where id = any (?)")
                .param(those)
                .update();
    }
}
