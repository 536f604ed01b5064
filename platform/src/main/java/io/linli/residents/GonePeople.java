package io.linli.residents;

import io.linli.privacy.Retained;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends the records of people who moved away or died: who they were, where they lived, their marks and visits. Whoever
 * lives here stays on record. The steps of the trail stay, without their words.
 */
@Component
class GonePeople implements Retained {

    static final String KIND = "residents.person";

    private static final String GONE = """
            from residents.person p where p.state <> 'HERE' and p.changed_at < ? and p.id <> all (?)
                and coalesce(p.owner, p.id) <> all (?)""";

    private final JdbcClient database;

    GonePeople(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) " + GONE)
                .params(Rows.at(before), holds.array(), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        // each brings stays, memberships and visits along, so fewer at a time
        return erase(database.sql("select p.id " + GONE + " order by p.changed_at limit ? for update")
                .params(Rows.at(before), holds.array(), holds.array(), MOST / 5)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    @Override
    public Outcome eraseOf(UUID account, Holds holds) {
        var gone = database.sql("""
                        select id from residents.person
                        where owner = ? and state <> 'HERE' and id <> all (?) for update""")
                .params(account, holds.array())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        int erased = erase(gone);
        return new Outcome(erased, ahead(account));
    }

    @Override
    public Map<String, Long> ahead(UUID account) {
        long here = database.sql("select count(*) from residents.person where owner = ? and state = 'HERE'")
                .param(account)
                .query(Long.class)
                .single();
        return here == 0 ? Map.of() : Map.of("LIVES_HERE", here);
    }

    private int erase(List<UUID> ids) {
        var those = ids.toArray(UUID[]::new);
        // a household that others were in goes on under one of them
        database.sql("""
                        update residents.household h set head = other.person
                        from (select distinct on (household) household, person from residents.member
                              where person <> all (?) order by household, ended_at desc nulls first, since) other
                        where h.head = any (?) and other.household = h.id""").params(those, those).update();
        each("delete from residents.member where person = any (?)", those);
        each("delete from residents.household where head = any (?)", those);
        each("delete from residents.stay where person = any (?)", those);
        each("delete from residents.tag where person = any (?)", those);
        each("delete from residents.correction where person = any (?)", those);
        each(
                "delete from residents.visit_use where visit in (select id from residents.visit where person = any (?))",
                those);
        each("delete from residents.visit where person = any (?)", those);
        database.sql("""
                        update residents.trail set note = null
                        where (subject = any (?) or other = any (?)) and note is not null""").params(those, those).update();
        each("delete from residents.person where id = any (?)", those);
        return ids.size();
    }

    private void each(String sql, UUID[] ids) {
        database.sql(sql).param(ids).update();
    }
}
