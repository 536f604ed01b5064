package io.linli.evacuation;

import io.linli.privacy.Retained;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Erases what was collected about people for an emergency once it is over (突发事件应对法 art. 85): who lives there, what
 * they need, which home it was, and every word that was written. How many there were, where and how long it took stays.
 */
@Component
class OldEvacuations implements Retained {

    static final String KIND = "evacuation.people";
    static final String LAW = "law.emergency-response.85";

    /** The day after; who needs it as evidence holds the emergency. */
    private static final int DAYS = 1;

    private static final int AT_ONCE = 2; // of EmergencyDesk.MOST households each

    private static final String OLD = """
            from evacuation.emergency e where e.closed_at < ? and e.erased_at is null and e.id <> all (?)""";

    private final JdbcClient database;
    private final Clock clock;

    OldEvacuations(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Term> standard() {
        return Optional.of(new Term(DAYS, LAW));
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) " + OLD)
                .params(Rows.at(before), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        List<UUID> over = database.sql("select e.id " + OLD + " order by e.closed_at limit ? for update")
                .params(Rows.at(before), holds.array(), AT_ONCE)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        var those = over.toArray(UUID[]::new);
        database.sql("""
                        update evacuation.step set note = null
                        where household in (select id from evacuation.household where emergency = any (?))""").param(those).update();
        database.sql("""
                        update evacuation.household set sealed = null, elsewhere = null, home = null, building = null,
                            place = null, position = null, low = '[]'
                        where emergency = any (?)""").param(those).update();
        return database.sql("update evacuation.emergency set erased_at = ? where id = any (?)")
                .params(Rows.at(clock.instant()), those)
                .update();
    }
}
