package io.linli.incident;

import io.linli.privacy.Retained;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends the name and telephone that reporters leave, which are needed no longer than somebody may have to call back. */
@Component
class ErasedContacts implements Retained {

    static final String KIND = "incident.contact";

    private static final String ENDED = """
            from incident.words w join incident.incident i on i.id = w.incident
            where w.contact is not null and i.ended_at < ? and i.id <> all (?) and coalesce(i.owner, i.id) <> all (?)""";

    private final JdbcClient database;

    ErasedContacts(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return KIND;
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
        return database.sql("update incident.words set contact = null where incident in (select i.id " + ENDED
                        + " order by w.incident limit ?)")
                .params(Incidents.at(before), holds.array(), holds.array(), MOST)
                .update();
    }
}
