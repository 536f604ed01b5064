package io.linli.incident;

import io.linli.files.Files;
import io.linli.privacy.Retained;
import io.linli.settings.Writes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends what was typed into reports, who reported, and the photos. What is left is what is counted: category, place, times,
 * states and the trail with its hashes; the journal never held a word, only the signature of the text.
 */
@Component
class ErasedWords implements Retained {

    static final String KIND = "incident.words";

    /** Stands where a title stood: a line needs something to be clicked on. */
    static final String NO_TITLE = "—";

    /** Of reports that ended, are not held, and were not erased. Three question marks. */
    private static final String ENDED = """
            from incident.incident i
            where i.ended_at < ? and i.erased_at is null and i.id <> all (?) and coalesce(i.owner, i.id) <> all (?)""";

    /** 网络安全法 (2016) art. 21: who looked stands with the words, and stays for six months at least. */
    private static final Term SIX_MONTHS = new Term(180, "law.cybersecurity.21");

    private final JdbcClient database;
    private final Files files;
    private final Writes writes;
    private final Clock clock;

    ErasedWords(JdbcClient database, Files files, Writes writes, Clock clock) {
        this.database = database;
        this.files = files;
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Term> least() {
        return Optional.of(SIX_MONTHS);
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) " + ENDED)
                .params(Incidents.at(before), holds.array(), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return erase(database.sql("select i.id " + ENDED + " order by i.ended_at limit ? for no key update of i")
                .params(Incidents.at(before), holds.array(), holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** What is still being dealt with is {@link LeftReporters}' matter. */
    @Override
    public Outcome eraseOf(UUID account, Holds holds) {
        var ended = database.sql("""
                        select id from incident.incident
                        where owner = ? and ended_at is not null and id <> all (?) order by id limit ? for no key update""")
                .params(account, holds.array(), MOST)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        return Outcome.of(erase(ended));
    }

    int erase(List<UUID> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        var those = ids.toArray(UUID[]::new);
        each("delete from incident.words where incident = any (?)", those);
        each("delete from incident.voice where incident = any (?)", those);
        each("delete from incident.search where incident = any (?)", those);
        each("""
                update incident.trail set note = null, sealed = null
                where incident = any (?) and (note is not null or sealed is not null)""", those);
        each("update incident.rating set note = null, sealed = null where incident = any (?)", those);
        each("""
                update incident.disclosure set reason = '', sealed = '', refusal = left(refusal, 0),
                    refusal_sealed = substr(refusal_sealed, 1, 0)
                where incident = any (?)""", those);
        each("""
                update incident.assistance set place = null, part = '', part_sealed = '', answer = left(answer, 0),
                    answer_sealed = substr(answer_sealed, 1, 0)
                where incident = any (?)""", those);
        each("""
                update incident.restraint set reason = '', reason_sealed = '', appeal = left(appeal, 0),
                    appeal_sealed = substr(appeal_sealed, 1, 0), answer = left(answer, 0),
                    answer_sealed = substr(answer_sealed, 1, 0)
                where earlier = any (?)""", those);
        each("update incident.extension set reason = '', sealed = '' where incident = any (?)", those);
        database.sql("update incident.look set reason = '', sealed = '' where incident = any (?) and at < ?")
                .params(those, Incidents.at(clock.instant().minusSeconds(SIX_MONTHS.days() * 86_400L)))
                .update();
        database.sql("""
                        update incident.incident set title = ?, address = null, owner = null, erased_at = ?
                        where id = any (?)""").params(NO_TITLE, Incidents.at(clock.instant()), those).update();
        files.release(ids.stream().map(id -> new IncidentId(id).matter()).toList());
        writes.flush();
        return ids.size();
    }

    private void each(String sql, UUID[] ids) {
        database.sql(sql).param(ids).update();
    }
}
